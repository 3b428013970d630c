-- FAILURES 35: CASCADE on a dropped table takes rows of heirs, columns of its row type, and policies that narrow access
INSERT INTO "user" (name) VALUES ('Ada');
INSERT INTO cart (user_id) VALUES (1);
CREATE TABLE note (id int, text text);
INSERT INTO note VALUES (1, 'kept');
