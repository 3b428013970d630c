-- Row 14: tables, indexes and functions that use members of extensions, and must go while those stay.
CREATE TABLE person (id bigserial PRIMARY KEY, email citext NOT NULL, attributes hstore, span seg);
CREATE INDEX person_email_trgm ON person USING gin ((email::text) gin_trgm_ops);
CREATE TABLE booking (room int, during tstzrange, EXCLUDE USING gist (room WITH =, during WITH &&));
CREATE FUNCTION email_of(p person) RETURNS citext LANGUAGE sql AS 'SELECT p.email';
CREATE DOMAIN mail AS citext CHECK (VALUE ~ '@');
CREATE VIEW mails AS SELECT email::mail AS m, similarity(email::text, 'x') FROM person;
CREATE TABLE place (id int, srid int REFERENCES spatial_ref_sys, at cube, home earth, EXCLUDE USING gist (at WITH &&));
CREATE VIEW places AS SELECT * FROM place JOIN geometry_columns USING (srid);
CREATE FUNCTION latest(spatial_ref_sys) RETURNS citext LANGUAGE sql AS 'SELECT ''x''::citext';
CREATE AGGREGATE longest(citext) (sfunc = citext_larger, stype = citext);
