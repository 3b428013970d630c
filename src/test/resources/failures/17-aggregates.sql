-- Row 17: a zero-argument aggregate breaks Flyway's clean with 42601; so do overloads and ordered-set ones elsewhere.
CREATE FUNCTION inc(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1';
CREATE AGGREGATE mycount(*) (sfunc = inc, stype = bigint, initcond = '0');
CREATE FUNCTION add_any(bigint, int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + coalesce($2, 0)';
CREATE AGGREGATE total(int) (sfunc = add_any, stype = bigint, initcond = '0');
CREATE FUNCTION ordered_step(anyarray, anyelement) RETURNS anyarray LANGUAGE sql IMMUTABLE AS 'SELECT array_append($1, $2)';
CREATE FUNCTION first_of(anyarray, anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS 'SELECT $1[1]';
CREATE AGGREGATE lowest(ORDER BY anyelement) (sfunc = ordered_step, stype = anyarray, initcond = '{}', finalfunc = first_of, finalfunc_extra);
CREATE FUNCTION share_of(float8[], float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT $2';
CREATE AGGREGATE share(float8 ORDER BY float8) (sfunc = float8_accum, stype = float8[], finalfunc = share_of, initcond = '{0,0,0}');
CREATE AGGREGATE all_of(VARIADIC items int[]) (sfunc = array_cat, stype = int[], initcond = '{}');
CREATE AGGREGATE total(bigint) (sfunc = int8pl, stype = bigint, initcond = '0', msfunc = int8pl, minvfunc = int8mi, mstype = bigint, minitcond = '0');
CREATE VIEW totals AS SELECT mycount(*) AS n, total(a) AS t, share(0.5) WITHIN GROUP (ORDER BY a::float8) AS s FROM generate_series(1, 3) a;
