-- Row 22: a superuser's event trigger writes into a table of ours: once that is dropped, every further DROP fails.
CREATE TABLE ddl_log (command text, at timestamptz DEFAULT now());
CREATE TABLE cart (id int PRIMARY KEY);
INSERT INTO cart VALUES (1);
