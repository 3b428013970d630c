-- Row 11: "must be owner of schema public": on a managed server the host owns it, and lets the application create.
ALTER SCHEMA public OWNER TO postgres;
GRANT USAGE ON SCHEMA public TO PUBLIC;
DO $$ BEGIN
  EXECUTE format('GRANT CREATE ON SCHEMA public TO %I', (SELECT rolname FROM pg_database d JOIN pg_roles r
      ON r.oid = d.datdba WHERE datname = current_database()));
END $$;
