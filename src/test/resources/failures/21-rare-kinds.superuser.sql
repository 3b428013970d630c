-- Row 21: what only a superuser can make, handed to the owner of the database, as a dump that was restored does.
CREATE EXTENSION postgres_fdw SCHEMA pg_catalog;
CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw;
CREATE TYPE halfmade;
CREATE FOREIGN TABLE remote (id int) SERVER elsewhere;
CREATE OPERATOR FAMILY my_family USING btree;
CREATE FUNCTION cmp(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2';
CREATE OPERATOR CLASS my_class FOR TYPE int USING btree FAMILY my_family AS OPERATOR 1 <, OPERATOR 3 =, FUNCTION 1 cmp(int, int);
DO $$ DECLARE owner text := (SELECT rolname FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE datname = current_database());
BEGIN
  EXECUTE format('ALTER TYPE halfmade OWNER TO %I', owner);
  EXECUTE format('ALTER FOREIGN TABLE remote OWNER TO %I', owner);
  EXECUTE format('ALTER FUNCTION cmp(int, int) OWNER TO %I', owner);
  EXECUTE format('ALTER OPERATOR CLASS my_class USING btree OWNER TO %I', owner);
  EXECUTE format('ALTER OPERATOR FAMILY my_family USING btree OWNER TO %I', owner);
END $$;
