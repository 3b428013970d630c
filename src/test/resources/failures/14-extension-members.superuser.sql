-- Row 14: members of extensions dropped one by one end in 2BP01, in every peer.
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION btree_gist;
CREATE EXTENSION seg;
CREATE EXTENSION pgcrypto;
