SET LOCAL lock_timeout = '50ms';
DO $$ BEGIN RAISE lock_not_available; END $$;
