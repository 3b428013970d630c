-- Row 16: "cannot drop schema cron because extension requires it": pg_cron, and what else brings a schema of its own.
CREATE EXTENSION citext;
CREATE SCHEMA cron;
CREATE TABLE cron.job (id bigserial PRIMARY KEY, command text);
INSERT INTO cron.job (command) VALUES ('VACUUM');
CREATE FUNCTION cron.schedule(text) RETURNS bigint LANGUAGE sql AS 'INSERT INTO cron.job (command) VALUES ($1) RETURNING id';
ALTER EXTENSION citext ADD SCHEMA cron;
ALTER EXTENSION citext ADD TABLE cron.job;
ALTER EXTENSION citext ADD SEQUENCE cron.job_id_seq;
ALTER EXTENSION citext ADD FUNCTION cron.schedule(text);
GRANT USAGE, CREATE ON SCHEMA cron TO PUBLIC;
GRANT SELECT, REFERENCES ON cron.job TO PUBLIC;
