-- Row 13: the host rotated the role: all belongs to the former user, who is of the same group.
DO $$ DECLARE former text := 'former_' || current_database();
BEGIN
  EXECUTE format('CREATE ROLE %I', former);
  EXECUTE format('GRANT %I TO %I', former, (SELECT rolname FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba
      WHERE datname = current_database()));
  EXECUTE format('GRANT CREATE, USAGE ON SCHEMA public TO %I', former);
  EXECUTE format('SET ROLE %I', former);
  CREATE TABLE public.inherited (id serial PRIMARY KEY);
  CREATE VIEW public.inherited_view AS SELECT * FROM public.inherited;
  CREATE FUNCTION public.inherited_function(public.inherited) RETURNS int LANGUAGE sql AS 'SELECT 1';
  CREATE TYPE public.inherited_type AS ENUM ('a');
  RESET ROLE;
  EXECUTE format('REVOKE ALL ON SCHEMA public FROM %I', former);
END $$;
