-- Row 12: a table of another role in our schema: information_schema hides it, Flyway says OK and leaves it; granted, 42501.
CREATE TABLE public.theirs (id int PRIMARY KEY);
INSERT INTO public.theirs VALUES (1);
CREATE TABLE public.granted (id int);
DO $$ BEGIN
  EXECUTE format('GRANT ALL ON public.granted TO %I', (SELECT rolname FROM pg_database d JOIN pg_roles r
      ON r.oid = d.datdba WHERE datname = current_database()));
END $$;
CREATE FUNCTION public.their_function(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TYPE public.their_type AS ENUM ('a');
CREATE SEQUENCE public.their_sequence;
