ALTER TABLE item ADD COLUMN price int;
CREATE INDEX CONCURRENTLY item_price ON item (price);
VACUUM item;
