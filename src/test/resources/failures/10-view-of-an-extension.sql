-- Row 10: what the application built on the host's view, and must go while that stays.
CREATE TABLE measured (query text, calls bigint);
CREATE VIEW slowest AS SELECT query, calls FROM pg_stat_statements;
CREATE FUNCTION slow(pg_stat_statements) RETURNS boolean LANGUAGE sql AS 'SELECT $1.calls > 100';
CREATE MATERIALIZED VIEW slow_users AS SELECT DISTINCT userid FROM pg_stat_statements WITH NO DATA;
