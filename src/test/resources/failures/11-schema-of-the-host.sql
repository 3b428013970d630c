-- Row 11: what the application made in it.
CREATE TYPE state AS ENUM ('new', 'paid');
CREATE TABLE "user" (id serial PRIMARY KEY, state state DEFAULT 'new');
CREATE TABLE cart (id int, "user" int REFERENCES "user");
CREATE VIEW paid AS SELECT * FROM "user" WHERE state = 'paid';
CREATE FUNCTION pay("user") RETURNS state LANGUAGE sql AS 'SELECT ''paid''::state';
