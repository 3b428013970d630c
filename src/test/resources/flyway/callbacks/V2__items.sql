INSERT INTO item VALUES (1, 'one; or two');
ALTER TABLE item ADD COLUMN price numeric(9, 2) DEFAULT 0;
DROP TABLE IF EXISTS nothing;
