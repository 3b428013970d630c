-- Row 15: what the application built on them.
CREATE TABLE mine (id bigint DEFAULT nextval('numbers'), status status, pair pair, even even DEFAULT twice(1), span span,
  setting int REFERENCES settings, name text COLLATE plain, CHECK (## even > 0));
CREATE VIEW my_summary AS SELECT n, (SELECT count_all(*) FROM settings) AS all_of_them FROM summary;
CREATE FUNCTION next_status(status, settings) RETURNS SETOF settings LANGUAGE sql AS 'SELECT * FROM settings';
CREATE TRIGGER watched BEFORE UPDATE ON mine FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
