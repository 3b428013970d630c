-- Row 18: range types with their multirange types, arrays and constructor functions break scripts that drop each on its own.
CREATE FUNCTION price_diff(numeric, numeric) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT ($1 - $2)::float8';
CREATE TYPE rng AS RANGE (subtype = int);
CREATE TYPE price_range AS RANGE (subtype = numeric, subtype_diff = price_diff, multirange_type_name = price_ranges);
CREATE TABLE offer (id int PRIMARY KEY, valid rng, prices price_ranges DEFAULT price_ranges());
CREATE FUNCTION widest(price_ranges) RETURNS price_range LANGUAGE sql AS 'SELECT range_merge($1)';
CREATE TABLE stay (room int, nights rng, EXCLUDE USING gist (nights WITH &&));
CREATE DOMAIN short_range AS rng CHECK (upper(VALUE) - lower(VALUE) < 10);
CREATE TYPE rng_of_offers AS RANGE (subtype = short_range);
CREATE VIEW valid_offers AS SELECT rng(1, 5) * valid AS v, price_ranges(price_range(1, 2)) AS p FROM offer;
