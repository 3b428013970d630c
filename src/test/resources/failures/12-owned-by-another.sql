-- Row 12: and beside them our own, which go only if all go.
CREATE TABLE mine (id int PRIMARY KEY);
INSERT INTO mine VALUES (1);
