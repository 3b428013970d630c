-- issue 5, point 3: one of every kind that DROP knows, each with something that depends on it
CREATE SCHEMA first;
CREATE SCHEMA "Second; schema";
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE "Order Items" (id int PRIMARY KEY, mood mood);
CREATE TABLE part (item int REFERENCES "Order Items", label text);
CREATE VIEW items AS SELECT * FROM "Order Items";
CREATE VIEW moods AS SELECT mood FROM items;
CREATE MATERIALIZED VIEW cache AS SELECT * FROM items;
CREATE VIEW of_cache AS SELECT * FROM cache;
CREATE SEQUENCE ticket;
CREATE TABLE holder (n bigint DEFAULT nextval('ticket'), CONSTRAINT "Holder N" UNIQUE (n));
CREATE TABLE held (n bigint REFERENCES holder (n));
CREATE UNIQUE INDEX loose ON part (label);
CREATE TABLE first.shadow (id int PRIMARY KEY);
CREATE TABLE public.shadow (id int PRIMARY KEY);
CREATE VIEW first.of_shadow AS SELECT * FROM first.shadow;
CREATE VIEW public.of_shadow AS SELECT * FROM public.shadow;

CREATE DOMAIN positive AS int CONSTRAINT above_zero CHECK (VALUE > 0);
CREATE TABLE counted (n positive);
CREATE COLLATION bytewise FROM "C";
CREATE TABLE collated (t text COLLATE bytewise);
CREATE CONVERSION latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE STATISTICS spread ON id, mood FROM "Order Items";

CREATE FUNCTION alone(a int, INOUT b text) LANGUAGE sql IMMUTABLE AS 'SELECT b';
CREATE FUNCTION many(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION many(a double precision, VARIADIC b int[]) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION many(timestamp with time zone, character varying) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE VIEW v_alone AS SELECT alone(1, 'x');
CREATE VIEW v_int AS SELECT many(1);
CREATE VIEW v_variadic AS SELECT many(1.5, 1, 2);
CREATE VIEW v_time AS SELECT many('2000-01-01'::timestamptz, 'x');
CREATE PROCEDURE proc(IN a int, OUT b text) LANGUAGE sql AS 'SELECT ''x''';
CREATE PROCEDURE proc(IN a mood) LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION inc(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1';
CREATE FUNCTION inc(bigint, int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1';
CREATE AGGREGATE tally(*) (sfunc = inc, stype = bigint, initcond = '0');
CREATE AGGREGATE tally(x int) (sfunc = inc, stype = bigint, initcond = '0');
CREATE FUNCTION last_of(bigint, double precision) RETURNS double precision LANGUAGE sql IMMUTABLE AS 'SELECT $2';
CREATE FUNCTION keep(bigint, double precision) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE AGGREGATE median(double precision ORDER BY double precision) (sfunc = keep, stype = bigint, finalfunc = last_of, initcond = '0');
CREATE VIEW v_tally AS SELECT tally(*) FROM part;
CREATE VIEW v_tally_int AS SELECT tally(item) FROM part;
CREATE VIEW v_median AS SELECT median(0.5) WITHIN GROUP (ORDER BY item) FROM part;

CREATE FUNCTION same(mood, mood) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE FUNCTION negate(mood) RETURNS mood LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION below(positive, positive) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR === (LEFTARG = mood, RIGHTARG = mood, FUNCTION = same);
CREATE OPERATOR !!! (RIGHTARG = mood, FUNCTION = negate);
CREATE OPERATOR <> (LEFTARG = mood, RIGHTARG = mood, FUNCTION = same);
CREATE VIEW v_same AS SELECT mood === 'ok'::mood AS x FROM "Order Items";
CREATE VIEW v_negated AS SELECT !!! mood AS x FROM "Order Items";
CREATE VIEW v_differs AS SELECT mood OPERATOR(public.<>) 'ok'::mood AS x FROM "Order Items";

CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = pg_catalog.simple);
CREATE TEXT SEARCH CONFIGURATION search (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION search ADD MAPPING FOR word WITH plain;
CREATE INDEX by_text ON part USING gin (to_tsvector('search'::regconfig, label));

CREATE FUNCTION act() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER fires BEFORE INSERT ON part FOR EACH ROW EXECUTE FUNCTION act();
CREATE RULE silent AS ON DELETE TO part DO INSTEAD NOTHING;
CREATE POLICY sees ON part USING (item IN (SELECT id FROM "Order Items"));
CREATE POLICY "may see" ON part USING (true);

CREATE TYPE pair AS (a int, b mood);
CREATE TABLE pairs OF pair;
CREATE TABLE more_pairs OF pair;
CREATE VIEW of_pairs AS SELECT a FROM pairs;
CREATE TABLE uses_pair (p pair);
CREATE VIEW of_uses AS SELECT (p).b FROM uses_pair;

CREATE TABLE base (a int, b int CONSTRAINT b_positive CHECK (b > 0), c int);
CREATE TABLE heir_one () INHERITS (base);
CREATE TABLE heir_two () INHERITS (base);
CREATE TABLE joint () INHERITS (heir_one, heir_two);
CREATE TABLE own_a (a int) INHERITS (base);
CREATE VIEW of_joint AS SELECT a FROM joint;
CREATE VIEW of_own_a AS SELECT a FROM own_a;
CREATE VIEW of_base AS SELECT a, b FROM base;
CREATE TABLE split (k int, v int, PRIMARY KEY (k)) PARTITION BY RANGE (k);
CREATE TABLE split_one PARTITION OF split FOR VALUES FROM (0) TO (10);
CREATE TABLE to_split (k int REFERENCES split);
CREATE VIEW of_split_one AS SELECT v FROM split_one;

CREATE PUBLICATION news FOR TABLE part;
