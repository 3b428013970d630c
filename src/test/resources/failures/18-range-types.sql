-- Row 18: range types with their multirange types, arrays and constructor functions break scripts that drop each on its own.
CREATE FUNCTION price_diff(numeric, numeric) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT ($1 - $2)::float8';
CREATE TYPE rng AS RANGE (subtype = int);
CREATE TYPE price_range AS RANGE (subtype = numeric, subtype_diff = price_diff, multirange_type_name = price_ranges);
CREATE TABLE offer (id int PRIMARY KEY, valid rng, prices price_ranges DEFAULT price_ranges());
CREATE FUNCTION widest(price_ranges) RETURNS price_range LANGUAGE sql AS 'SELECT range_merge($1)';
