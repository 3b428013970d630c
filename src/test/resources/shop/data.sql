INSERT INTO "user" (name) VALUES ('from a script');
