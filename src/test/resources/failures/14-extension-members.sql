-- Row 14: tables, indexes and functions that use members of extensions, and must go while those stay.
CREATE TABLE person (id bigserial PRIMARY KEY, email citext NOT NULL, attributes hstore, span seg);
CREATE INDEX person_email_trgm ON person USING gin ((email::text) gin_trgm_ops);
CREATE TABLE booking (room int, during tstzrange, EXCLUDE USING gist (room WITH =, during WITH &&));
CREATE FUNCTION email_of(p person) RETURNS citext LANGUAGE sql AS 'SELECT p.email';
CREATE DOMAIN mail AS citext CHECK (VALUE ~ '@');
CREATE VIEW mails AS SELECT email::mail AS m, similarity(email::text, 'x') FROM person;
