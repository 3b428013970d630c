-- Row 21: what only a superuser can make, handed to the owner of the database, as a dump that was restored does.
CREATE EXTENSION postgres_fdw SCHEMA pg_catalog;
CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw;
CREATE TYPE halfmade;
CREATE FOREIGN TABLE remote (id int) SERVER elsewhere;
CREATE OPERATOR FAMILY my_family USING btree;
CREATE FUNCTION cmp(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2';
CREATE OPERATOR CLASS my_class FOR TYPE int USING btree FAMILY my_family AS OPERATOR 1 <, OPERATOR 3 =, FUNCTION 1 cmp(int, int);
CREATE FUNCTION base_in(cstring) RETURNS base LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION base_out(base) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE base (INPUT = base_in, OUTPUT = base_out, LIKE = text);
CREATE FUNCTION rank_of() RETURNS bigint LANGUAGE internal WINDOW AS 'window_rank';
CREATE FOREIGN DATA WRAPPER no_handler;
CREATE SERVER nowhere FOREIGN DATA WRAPPER no_handler;
CREATE FOREIGN TABLE never (id int, b base) SERVER nowhere;
CREATE PUBLICATION all_tables FOR ALL TABLES;
DO $$ DECLARE owner text := (SELECT rolname FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE datname = current_database());
BEGIN
  EXECUTE format('ALTER TYPE halfmade OWNER TO %I', owner);
  EXECUTE format('ALTER FOREIGN TABLE remote OWNER TO %I', owner);
  EXECUTE format('ALTER FUNCTION cmp(int, int) OWNER TO %I', owner);
  EXECUTE format('ALTER OPERATOR CLASS my_class USING btree OWNER TO %I', owner);
  EXECUTE format('ALTER FOREIGN TABLE never OWNER TO %I', owner);
  EXECUTE format('ALTER FUNCTION rank_of() OWNER TO %I', owner);
  EXECUTE format('ALTER TYPE base OWNER TO %I', owner);
  EXECUTE format('ALTER FUNCTION base_in(cstring) OWNER TO %I', owner);
  EXECUTE format('ALTER FUNCTION base_out(base) OWNER TO %I', owner);
  IF current_setting('server_version_num')::int >= 150000 THEN
    EXECUTE 'CREATE PUBLICATION all_of_public FOR TABLES IN SCHEMA public';
  END IF;
  EXECUTE format('ALTER OPERATOR FAMILY my_family USING btree OWNER TO %I', owner);
END $$;
