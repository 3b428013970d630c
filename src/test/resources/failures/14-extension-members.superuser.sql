-- Row 14: members of extensions dropped one by one end in 2BP01, in every peer.
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION btree_gist;
CREATE EXTENSION seg;
CREATE EXTENSION pgcrypto;
CREATE EXTENSION earthdistance CASCADE;
-- as postgis has them: a table with rows, a view, a domain on a base type of its own
CREATE TABLE spatial_ref_sys (srid int PRIMARY KEY, auth_name text, centre cube);
CREATE INDEX spatial_ref_sys_centre ON spatial_ref_sys USING gist (centre);
CREATE VIEW geometry_columns AS SELECT srid, centre FROM spatial_ref_sys;
INSERT INTO spatial_ref_sys VALUES (4326, 'EPSG', '(0,0)');
ALTER EXTENSION cube ADD TABLE spatial_ref_sys;
ALTER EXTENSION cube ADD VIEW geometry_columns;
GRANT SELECT, REFERENCES ON spatial_ref_sys TO PUBLIC;
GRANT SELECT ON geometry_columns TO PUBLIC;
