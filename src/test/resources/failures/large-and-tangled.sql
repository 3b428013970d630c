-- Hundreds of tables that reference one another in every shape: no order of them, cut into batches, serves all.
DO $$ BEGIN
  CREATE TYPE mood AS ENUM ('sad', 'ok');
  CREATE DOMAIN positive AS int CHECK (VALUE > 0);
  CREATE SEQUENCE free_numbers;
  CREATE TABLE "Hub" (id bigserial PRIMARY KEY);
  CREATE TABLE "select" (id bigserial PRIMARY KEY, "order" bigint REFERENCES "select", hub bigint REFERENCES "Hub");
  FOR i IN 1..120 LOOP
    EXECUTE format('CREATE TABLE tree_%s (id bigserial PRIMARY KEY, mood mood, number bigint DEFAULT nextval(''free_numbers'')%s)', i,
                   CASE WHEN i > 1 THEN format(', parent bigint REFERENCES tree_%s', i / 2) END);
  END LOOP;
  COMMIT;
  FOR i IN 1..130 LOOP
    EXECUTE format('CREATE TABLE spoke_%s (id bigserial PRIMARY KEY, hub bigint REFERENCES "Hub", tree bigint REFERENCES tree_%s, size positive, boss bigint REFERENCES spoke_%1$s)',
                   i, 1 + i * 7 % 120);
    EXECUTE format('ALTER TABLE "Hub" ADD spoke_%s bigint REFERENCES spoke_%1$s', i);
  END LOOP;
  COMMIT;
  FOR i IN 1..30 LOOP
    EXECUTE format('CREATE TABLE circle_a_%s (id int PRIMARY KEY, next int)', i);
    EXECUTE format('CREATE TABLE circle_b_%s (id int PRIMARY KEY, next int REFERENCES circle_a_%1$s)', i);
    EXECUTE format('CREATE TABLE circle_c_%s (id int PRIMARY KEY, next int REFERENCES circle_b_%1$s DEFERRABLE INITIALLY DEFERRED)', i);
    EXECUTE format('ALTER TABLE circle_a_%s ADD FOREIGN KEY (next) REFERENCES circle_c_%1$s', i);
  END LOOP;
  COMMIT;
  FOR i IN 1..10 LOOP
    EXECUTE format('CREATE TABLE animal_%s (name text, circle int REFERENCES circle_a_%1$s)', i);
    EXECUTE format('CREATE TABLE pet_%s (owner text)', i);
    EXECUTE format('CREATE TABLE dog_%s (bark text) INHERITS (animal_%1$s, pet_%1$s)', i);
    EXECUTE format('CREATE TABLE puppy_%s () INHERITS (dog_%1$s)', i);
  END LOOP;
  COMMIT;
  FOR i IN 1..3 LOOP
    EXECUTE format('CREATE TABLE log_%s (at int PRIMARY KEY, hub bigint REFERENCES "Hub"%s) PARTITION BY RANGE (at)', i,
                   CASE WHEN i > 1 THEN format(', before int REFERENCES log_%s', i - 1) END);
    FOR j IN 1..8 LOOP
      EXECUTE format('CREATE TABLE log_%s_%s PARTITION OF log_%1$s FOR VALUES FROM (%2$s0) TO (%2$s9)', i, j);
    END LOOP;
    EXECUTE format('CREATE TABLE log_%s_9 PARTITION OF log_%1$s FOR VALUES FROM (90) TO (99) PARTITION BY RANGE (at)', i);
    EXECUTE format('CREATE TABLE log_%s_9_default PARTITION OF log_%1$s_9 DEFAULT', i);
    EXECUTE format('CREATE TABLE note_%s (log int REFERENCES log_%1$s, part int)', i);
    COMMIT;
  END LOOP;
  FOR i IN 1..40 LOOP
    EXECUTE format('CREATE VIEW view_%s AS SELECT t.id, s.size FROM tree_%1$s t JOIN spoke_%1$s s USING (id)%s', i,
                   CASE WHEN i > 1 THEN format(' JOIN view_%s USING (id)', i / 2) END);
    EXECUTE format('CREATE FUNCTION of_tree_%s(tree_%1$s) RETURNS mood LANGUAGE sql IMMUTABLE AS ''SELECT $1.mood''', i);
    EXECUTE format('CREATE TYPE pair_%s AS (tree tree_%1$s, mood mood)', i);
    EXECUTE format('CREATE FUNCTION number_%s(pair_%1$s) RETURNS SETOF spoke_%1$s LANGUAGE sql AS ''SELECT NULL::spoke_%1$s''', i);
    EXECUTE format('ALTER TABLE circle_a_%s ADD example_%s tree_%2$s', 1 + i % 30, i);
  END LOOP;
  COMMIT;
  CREATE MATERIALIZED VIEW summary AS SELECT count(*) FROM view_40;
  CREATE FUNCTION next_mood(tree_1) RETURNS mood LANGUAGE sql IMMUTABLE AS 'SELECT $1.mood';
  ALTER TABLE spoke_1 ADD mood mood DEFAULT next_mood(NULL);
END $$
