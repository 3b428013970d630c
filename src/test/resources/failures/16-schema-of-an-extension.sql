-- Row 16: what the application built on it.
CREATE TABLE run (job bigint REFERENCES cron.job, at timestamptz);
CREATE VIEW jobs AS SELECT * FROM cron.job;
