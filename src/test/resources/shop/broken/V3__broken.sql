CREATE VIEW names AS SELECT name FROM "user";
SELECT no_such_column FROM "user";
