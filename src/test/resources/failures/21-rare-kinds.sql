-- Row 21: kinds that Flyway leaves behind without a word.
CREATE FUNCTION eq_text(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2';
CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = eq_text);
CREATE TEXT SEARCH DICTIONARY my_simple (TEMPLATE = pg_catalog.simple);
CREATE TEXT SEARCH CONFIGURATION my_config (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION my_config ADD MAPPING FOR word WITH my_simple;
CREATE COLLATION german (provider = libc, locale = 'C');
CREATE CONVERSION my_conversion FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE TABLE wide (a int, b int, c text COLLATE german, doc tsvector GENERATED ALWAYS AS (to_tsvector('my_config', 'x')) STORED);
CREATE STATISTICS wide_stats ON a, b FROM wide;
CREATE RULE quiet AS ON DELETE TO wide DO INSTEAD NOTHING;
ALTER TABLE wide ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON wide USING (a = 1);
CREATE TYPE celsius AS (degrees float8);
CREATE FUNCTION to_text(celsius) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ($1).degrees::text';
CREATE CAST (celsius AS text) WITH FUNCTION to_text(celsius);
