CREATE SCHEMA audit;
CREATE VIEW audit.users AS SELECT * FROM "user";
