-- Row 25: names that break whatever does not quote.
CREATE TABLE "user" (id int PRIMARY KEY);
CREATE TABLE "Order Items" ("The User" int REFERENCES "user", "select" int);
CREATE TABLE "a""b" (id int PRIMARY KEY);
CREATE TABLE "a;b" (id int REFERENCES "a""b");
CREATE TABLE "a$$b" (id int);
CREATE TABLE "%s" (id int);
CREATE TABLE "ünïcødé 表" (id int);
CREATE TABLE abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk (id int);
CREATE TABLE "USER" (id int PRIMARY KEY);
CREATE TABLE "User" (id int CONSTRAINT "Fk; DROP" REFERENCES "USER");
CREATE TABLE "'" (id int);
CREATE TABLE "\" (id int);
CREATE TABLE "?" (id int);
CREATE FUNCTION "My Function"("a b" int, "user") RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TYPE "Mood; DROP" AS ENUM ('a');
CREATE FUNCTION "f"("Mood; DROP") RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE SEQUENCE "seq.with.dots";
CREATE VIEW "view" AS SELECT * FROM "Order Items";
