-- Loads the children before their parents, as scripts do that were written by hand.
INSERT INTO cart (user_id) VALUES (41), (42);
INSERT INTO "user" (id, name) VALUES (41, 'Ada'), (42, 'Grace');
