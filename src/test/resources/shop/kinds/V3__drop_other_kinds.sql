CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE FUNCTION describe(m mood) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT m::text';
CREATE TABLE person (id int, mood mood, label text GENERATED ALWAYS AS ('x') STORED, age int);
CREATE VIEW moods AS SELECT describe(mood) AS d FROM person;
CREATE VIEW ages AS SELECT age FROM person;
ALTER TABLE person DROP COLUMN age;
DROP FUNCTION describe(mood);
DROP TYPE mood;
