-- Takes away what refuses every archive, so that most of what is made at random can move.
DO $$ DECLARE statement text; BEGIN
  FOR statement IN
    SELECT format('DROP TYPE IF EXISTS %s CASCADE', oid::regtype) FROM pg_type
     WHERE oid >= 16384 AND (typtype = 'r' OR NOT typisdefined)
    UNION ALL SELECT format('DROP EVENT TRIGGER IF EXISTS %I', evtname) FROM pg_event_trigger
    UNION ALL SELECT format('DROP TEXT SEARCH PARSER IF EXISTS %I.%I CASCADE', nspname, prsname)
      FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = prsnamespace WHERE p.oid >= 16384
    UNION ALL SELECT format('DROP TEXT SEARCH TEMPLATE IF EXISTS %I.%I CASCADE', nspname, tmplname)
      FROM pg_ts_template p JOIN pg_namespace n ON n.oid = tmplnamespace WHERE p.oid >= 16384
    UNION ALL SELECT format('DROP FOREIGN DATA WRAPPER IF EXISTS %I CASCADE', fdwname) FROM pg_foreign_data_wrapper
      WHERE fdwhandler >= 16384 OR fdwvalidator >= 16384
    UNION ALL SELECT format('DROP ACCESS METHOD %I CASCADE', amname) FROM pg_am WHERE oid >= 16384
    UNION ALL SELECT format('DROP EXTENSION %I CASCADE', extname) FROM pg_extension WHERE oid >= 16384
  LOOP
    BEGIN EXECUTE statement; EXCEPTION WHEN OTHERS THEN NULL; END;
  END LOOP;
END $$;
