-- Row 2: two instances at once: the loser gets 42P01 'table "t1" does not exist', or a deadlock.
DO $$ BEGIN
  FOR i IN 1..60 LOOP
    EXECUTE format('CREATE TABLE t%s (id bigserial PRIMARY KEY, note text%s)', i,
                   CASE WHEN i > 1 THEN format(', before bigint REFERENCES t%s', i - 1) END);
    EXECUTE format('CREATE VIEW v%s AS SELECT * FROM t%s', i, i);
    EXECUTE format('CREATE FUNCTION f%s(t%s) RETURNS int LANGUAGE sql AS ''SELECT 1''', i, i);
  END LOOP;
END $$
