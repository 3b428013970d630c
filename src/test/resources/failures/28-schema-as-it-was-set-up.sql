-- Row 28: and what stands in it.
CREATE TABLE shop.item (id serial PRIMARY KEY);
COMMENT ON TABLE shop.item IS 'gone with the table';
GRANT SELECT ON shop.item TO PUBLIC;
CREATE FUNCTION public.price(shop.item) RETURNS int LANGUAGE sql AS 'SELECT 1';
