-- Row 17: a zero-argument aggregate breaks Flyway's clean with 42601; so do overloads and ordered-set ones elsewhere.
CREATE FUNCTION inc(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1';
CREATE AGGREGATE mycount(*) (sfunc = inc, stype = bigint, initcond = '0');
CREATE FUNCTION add_any(bigint, int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + coalesce($2, 0)';
CREATE AGGREGATE total(int) (sfunc = add_any, stype = bigint, initcond = '0');
CREATE FUNCTION ordered_step(anyarray, anyelement) RETURNS anyarray LANGUAGE sql IMMUTABLE AS 'SELECT array_append($1, $2)';
CREATE FUNCTION first_of(anyarray, anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS 'SELECT $1[1]';
CREATE AGGREGATE lowest(ORDER BY anyelement) (sfunc = ordered_step, stype = anyarray, initcond = '{}', finalfunc = first_of, finalfunc_extra);
