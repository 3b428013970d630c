-- what has to go, all of it or nothing that a start would serve from
INSERT INTO visit (who) SELECT 'old ' || i FROM generate_series(1, 20) i;
CREATE TABLE leftover (id int PRIMARY KEY, shelf bigint REFERENCES shelf);
CREATE VIEW left_by_hand AS SELECT * FROM leftover JOIN stored USING (id);
