CREATE VIEW stored AS SELECT p.id, s.name FROM pallet p JOIN shelf s ON s.id = p.shelf_id WHERE p.state = 'stored';
CREATE VIEW bays AS SELECT a.id FROM bay1 a JOIN bay2 b ON b.before = a.id;
CREATE FUNCTION stored_on(shelf) RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM stored WHERE name = $1.name';
