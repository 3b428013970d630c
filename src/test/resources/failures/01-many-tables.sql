-- Row 1: 53200 out of shared memory: more tables than one transaction can lock on a server with the default settings.
DO $$ BEGIN
  FOR i IN 1..1100 LOOP
    EXECUTE format('CREATE TABLE t%s (id bigserial PRIMARY KEY, note text%s)', i,
                   CASE WHEN i > 1 THEN format(', before bigint REFERENCES t%s', i - 1) END);
    IF i % 50 = 0 THEN COMMIT; END IF;
  END LOOP;
END $$
