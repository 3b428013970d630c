-- A table that somebody wants to keep, with all that can hang on it, beside what is to go and hangs on it too.
CREATE TYPE level AS ENUM ('info', 'error');
CREATE TYPE place AS (street text, town text);
CREATE DOMAIN amount AS numeric CHECK (VALUE >= 0);
CREATE SEQUENCE ticket_numbers START 1000;
CREATE FUNCTION is_short(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length($1) < 100';
CREATE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)';
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.changed := '2026-01-01'; RETURN NEW; END $$;
CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE audit_entry (
  id serial PRIMARY KEY,
  ticket bigint NOT NULL DEFAULT nextval('ticket_numbers'),
  customer bigint NOT NULL REFERENCES customer ON DELETE CASCADE,
  follows int REFERENCES audit_entry,
  level level NOT NULL DEFAULT 'info',
  levels level[],
  total amount,
  doubled numeric GENERATED ALWAYS AS (total * 2) STORED,
  home place,
  note text CHECK (is_short(note)),
  changed timestamptz
);
CREATE TABLE audit_mark (entry int REFERENCES audit_entry, former customer);
CREATE INDEX audit_entry_note ON audit_entry (folded(note)) WHERE level = 'error';
CREATE STATISTICS audit_entry_statistics (dependencies) ON customer, ticket FROM audit_entry;
CREATE TRIGGER audit_entry_stamp BEFORE UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE RULE audit_entry_stays AS ON DELETE TO audit_entry DO INSTEAD NOTHING;
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_entry_info ON audit_entry FOR SELECT TO pg_monitor USING (level = 'info' AND is_short(note));
COMMENT ON TABLE audit_entry IS 'kept for the auditors';
COMMENT ON COLUMN audit_entry.note IS 'in their own words';
GRANT SELECT ON audit_entry TO pg_monitor;
GRANT UPDATE (note) ON audit_entry TO pg_monitor;
INSERT INTO customer (name) VALUES ('Ada'), ('Grace');
INSERT INTO audit_entry (customer, follows, level, levels, total, home, note)
  VALUES (1, NULL, 'info', NULL, 1.5, ROW('Main St', 'London'), 'First'),
         (2, 1, 'error', ARRAY['info', 'error']::level[], 20, NULL, 'Second');
INSERT INTO audit_mark VALUES (2, ROW(1, 'Adele'));
-- all of this goes
CREATE TYPE mood AS ENUM ('ok');
CREATE SEQUENCE invoice_numbers;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE invoice (
  id bigint DEFAULT nextval('invoice_numbers') PRIMARY KEY,
  customer bigint REFERENCES customer,
  entry int REFERENCES audit_entry,
  level level,
  mood mood
);
CREATE TRIGGER invoice_stamp BEFORE UPDATE ON invoice FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE TRIGGER invoice_touch BEFORE UPDATE ON invoice FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TABLE archived_entry (LIKE audit_entry INCLUDING ALL);
CREATE VIEW errors AS SELECT e.id, i.mood FROM audit_entry e JOIN invoice i ON i.entry = e.id WHERE e.level = 'error';
CREATE MATERIALIZED VIEW entry_count AS SELECT count(*) FROM audit_entry;
CREATE FUNCTION last_entry() RETURNS audit_entry LANGUAGE sql AS 'SELECT * FROM audit_entry ORDER BY id DESC LIMIT 1';
CREATE STATISTICS invoice_statistics (dependencies) ON customer, level FROM invoice;
INSERT INTO invoice (customer, entry) VALUES (1, 1);
