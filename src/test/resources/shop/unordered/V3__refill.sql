-- Empties a table that others reference, and fills it again.
TRUNCATE TABLE "user";
INSERT INTO "user" (id, name) VALUES (41, 'Ada'), (42, 'Grace'), (43, 'Edsger');
