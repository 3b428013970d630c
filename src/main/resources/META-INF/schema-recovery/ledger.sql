-- The record of the resets of this database. Version 1.
CREATE SCHEMA IF NOT EXISTS schema_recovery;

CREATE TABLE IF NOT EXISTS schema_recovery.run (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	application text NOT NULL,
	-- names of the schemas, sorted; '*' for all
	scope text[] NOT NULL,
	-- what the request is remembered by: the last that carried the run out, and all that had a part in it
	request text NOT NULL,
	requests text[] NOT NULL,
	-- the run whose archive is put back; NULL for a reset
	undoes bigint,
	-- raised by whoever takes a run over: transactions of an older epoch are refused
	epoch bigint NOT NULL DEFAULT 1,
	state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed', 'void', 'abandoned')),
	stage text NOT NULL DEFAULT 'open',
	-- of the session that holds the lock
	backend integer NOT NULL,
	instance text NOT NULL,
	version text,
	database_user text NOT NULL DEFAULT current_user,
	started timestamptz NOT NULL DEFAULT clock_timestamp(),
	-- the first commit that destroyed something
	destructive timestamptz,
	finished timestamptz,
	-- the first start without the request, after which it counts again
	rearmed timestamptz,
	-- number of objects dropped, by kind
	objects jsonb NOT NULL DEFAULT '{}',
	-- status, detail and milliseconds, by stage
	outcomes jsonb NOT NULL DEFAULT '{}',
	error text,
	sqlstate text
);

CREATE INDEX IF NOT EXISTS run_application_idx ON schema_recovery.run (application, id);

CREATE TABLE IF NOT EXISTS schema_recovery.protection (
	application text PRIMARY KEY,
	protected timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- What a start without a request has to know, and to leave behind: NULL, if nothing is wrong, else how it stands with the
-- newest run that is no longer, or not yet, to be trusted. A function, because a database without a ledger is asked by the
-- same statement.
CREATE OR REPLACE FUNCTION schema_recovery.start(applications_name text, schemas text[]) RETURNS text[]
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s' AS $start$
DECLARE
	holder integer := (SELECT l.pid FROM pg_locks l
	                    WHERE l.locktype = 'advisory' AND l.classid = 1397908835 AND l.objid = 1 AND l.objsubid = 2
	                      AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()));
	present boolean := EXISTS (SELECT FROM pg_locks l
	                    WHERE l.locktype = 'advisory' AND l.classid = 1397908836
	                      AND l.objid = (hashtext(applications_name)::bigint & 4294967295) AND l.objsubid = 2
	                      AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()));
	run schema_recovery.run;
BEGIN
	-- A run that has destroyed nothing, and whose session is gone, must not begin to while this start serves. FOR UPDATE
	-- waits for those of its transactions that have passed the fence.
	IF current_setting('transaction_read_only') = 'off' AND EXISTS (
			SELECT FROM schema_recovery.run r WHERE r.state = 'running' AND r.destructive IS NULL) THEN
		FOR run IN SELECT r.* FROM schema_recovery.run r
		            WHERE (r.scope && schemas OR '*' = ANY (r.scope || schemas))
		              AND r.state = 'running' AND r.destructive IS NULL
		              AND NOT EXISTS (SELECT FROM pg_locks l
		                               WHERE l.locktype = 'advisory' AND l.classid = 1397908835 AND l.objid = 1
		                                 AND l.objsubid = 2 AND l.granted AND l.pid = r.backend)
		              FOR UPDATE OF r LOOP
			UPDATE schema_recovery.run r SET epoch = r.epoch + 1, state = 'void', finished = clock_timestamp()
			 WHERE r.id = run.id;
		END LOOP;
	END IF;
	SELECT r.* INTO run FROM schema_recovery.run r
	 WHERE (r.scope && schemas OR '*' = ANY (r.scope || schemas))
	   AND (r.state = 'running' AND r.backend = holder
	        OR r.destructive IS NOT NULL AND r.state IN ('running', 'failed')
	           AND NOT EXISTS (SELECT FROM schema_recovery.run l
	                            WHERE l.id > r.id AND (l.scope @> r.scope OR '*' = ANY (l.scope))
	                              AND l.state IN ('done', 'abandoned')))
	 ORDER BY r.state = 'running' AND r.backend = holder DESC, r.id DESC LIMIT 1;
	IF FOUND THEN
		RETURN ARRAY[CASE WHEN run.state = 'running' AND run.backend = holder THEN 'alive' ELSE 'unfinished' END,
		             run.id::text, run.stage, to_char(run.started AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS UTC'),
		             translate(run.application, E'\n', ' '), translate(run.instance, E'\n', ' '),
		             (run.application = applications_name AND run.scope = schemas)::text,
		             translate(CASE WHEN run.undoes IS NULL THEN '' ELSE run.request END, E'\n', ' '),
		             coalesce(run.error, '')];
	END IF;
	-- whoever holds the lock may have carried out a request a moment ago, and is present in the next
	IF current_setting('transaction_read_only') = 'off' AND holder IS NULL AND NOT present AND EXISTS (
			SELECT FROM schema_recovery.run r
			 WHERE r.application IN (applications_name, 'application') AND (r.scope && schemas OR '*' = ANY (r.scope || schemas))
		   AND r.state = 'done' AND r.rearmed IS NULL) THEN
		UPDATE schema_recovery.run r SET rearmed = clock_timestamp()
		 WHERE r.application IN (applications_name, 'application') AND (r.scope && schemas OR '*' = ANY (r.scope || schemas))
		   AND r.state = 'done' AND r.rearmed IS NULL;
	END IF;
	RETURN NULL;
END $start$;

COMMENT ON SCHEMA schema_recovery IS 'The record of the resets of this database. Version 1.';
