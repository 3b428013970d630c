-- Row 22: the event trigger, whose function stands elsewhere and in whose body alone the table is named.
CREATE SCHEMA watch;
GRANT USAGE ON SCHEMA watch TO PUBLIC;
CREATE FUNCTION watch.log_drop() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
  AS $$ BEGIN INSERT INTO public.ddl_log (command) VALUES (tg_tag); END $$;
CREATE EVENT TRIGGER log_drops ON sql_drop EXECUTE FUNCTION watch.log_drop();
