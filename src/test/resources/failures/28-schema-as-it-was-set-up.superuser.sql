-- Row 28: DROP SCHEMA; CREATE SCHEMA loses grants, owner, comment and default privileges.
DO $$ DECLARE owner text := (SELECT rolname FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE datname = current_database());
BEGIN
  CREATE SCHEMA shop;
  EXECUTE format('ALTER SCHEMA shop OWNER TO %I', owner);
  GRANT USAGE ON SCHEMA shop TO pg_monitor;
  EXECUTE format('GRANT CREATE ON SCHEMA shop TO pg_read_all_data WITH GRANT OPTION');
  REVOKE ALL ON SCHEMA public FROM PUBLIC;
  EXECUTE format('GRANT CREATE, USAGE ON SCHEMA public TO %I', owner);
  COMMENT ON SCHEMA shop IS 'The shop, set up by hand';
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA shop GRANT SELECT ON TABLES TO pg_monitor', owner);
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO pg_monitor', owner);
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I GRANT USAGE ON TYPES TO pg_monitor', owner);
END $$;
