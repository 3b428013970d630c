package io.schemarecovery.rewrite;

import java.util.stream.Stream;

/** Every {@code DROP} statement of PostgreSQL 14 to 18. */
final class DropStatementRows {

	private static final String OBJECTS = """
			DROP TABLE a‹CASCADE›                                             ∵ a table
			DROP TABLE a, s."b", "C d".e‹CASCADE›;                            ∵ tables, qualified and quoted
			DROP TABLE IF EXISTS a‹CASCADE›;                                  ∵ a table that may be missing
			DROP TABLE db.s.a‹CASCADE›                                        ∵ a table qualified by its database
			DROP VIEW v‹CASCADE›                                              ∵ a view
			DROP VIEW IF EXISTS s.v, w‹CASCADE›                               ∵ views that may be missing
			DROP MATERIALIZED VIEW m‹CASCADE›                                 ∵ a materialized view
			DROP MATERIALIZED VIEW IF EXISTS s.m, n‹CASCADE›                  ∵ materialized views
			DROP SEQUENCE q‹CASCADE›                                          ∵ a sequence
			DROP SEQUENCE IF EXISTS s.q, r‹CASCADE›                           ∵ sequences
			DROP INDEX i‹CASCADE›                                             ∵ an index
			DROP INDEX IF EXISTS s.i, j‹CASCADE›                              ∵ indexes
			DROP FOREIGN TABLE f‹CASCADE›                                     ∵ a foreign table
			DROP FOREIGN TABLE IF EXISTS s.f, g‹CASCADE›                      ∵ foreign tables
			DROP COLLATION c‹CASCADE›                                         ∵ a collation
			DROP COLLATION IF EXISTS s."de-x-icu", d‹CASCADE›                 ∵ collations
			DROP CONVERSION c‹CASCADE›                                        ∵ a conversion
			DROP CONVERSION IF EXISTS s.c‹CASCADE›                            ∵ a conversion that may be missing
			DROP CONVERSION a, s.b‹CASCADE›                                   ∵ conversions
			DROP STATISTICS s.st‹CASCADE›                                     ∵ a statistics object
			DROP STATISTICS IF EXISTS st, su‹CASCADE›                         ∵ statistics objects
			DROP TEXT SEARCH CONFIGURATION c‹CASCADE›                         ∵ a text search configuration
			DROP TEXT SEARCH CONFIGURATION IF EXISTS s.c, d‹CASCADE›          ∵ text search configurations
			DROP TEXT SEARCH DICTIONARY d‹CASCADE›                            ∵ a text search dictionary
			DROP TEXT SEARCH DICTIONARY IF EXISTS s.d‹CASCADE›                ∵ a dictionary that may be missing
			DROP TEXT SEARCH DICTIONARY d, s.e‹CASCADE›                       ∵ dictionaries
			DROP TEXT SEARCH PARSER p‹CASCADE›                                ∵ a text search parser
			DROP TEXT SEARCH PARSER IF EXISTS p‹CASCADE›                      ∵ a parser that may be missing
			DROP TEXT SEARCH PARSER p, s.q‹CASCADE›                           ∵ parsers
			DROP TEXT SEARCH TEMPLATE t‹CASCADE›                              ∵ a text search template
			DROP TEXT SEARCH TEMPLATE IF EXISTS t‹CASCADE›                    ∵ a template that may be missing
			DROP TEXT SEARCH TEMPLATE t, s.u‹CASCADE›                         ∵ templates
			DROP SCHEMA s‹CASCADE›                                            ∵ a schema
			DROP SCHEMA IF EXISTS s, t‹CASCADE›                               ∵ schemas
			DROP EXTENSION e‹CASCADE›                                         ∵ an extension
			DROP EXTENSION IF EXISTS "uuid-ossp", e‹CASCADE›                  ∵ extensions
			DROP EXTENSION plpgsql‹CASCADE›                                   ∵ an extension that every server has
			DROP LANGUAGE l‹CASCADE›                                          ∵ a language
			DROP PROCEDURAL LANGUAGE IF EXISTS l‹CASCADE›                     ∵ a language, the long way
			DROP PROCEDURAL LANGUAGE l, m‹CASCADE›                            ∵ languages
			DROP LANGUAGE IF EXISTS "C2"‹CASCADE›                             ∵ a quoted language
			DROP FOREIGN DATA WRAPPER w‹CASCADE›                              ∵ a foreign data wrapper
			DROP FOREIGN DATA WRAPPER IF EXISTS w, x‹CASCADE›                 ∵ foreign data wrappers
			DROP SERVER s‹CASCADE›                                            ∵ a foreign server
			DROP SERVER IF EXISTS s, t‹CASCADE›                               ∵ foreign servers
			DROP PUBLICATION p‹CASCADE›                                       ∵ a publication
			DROP PUBLICATION IF EXISTS p, q‹CASCADE›                          ∵ publications
			DROP SUBSCRIPTION s‹CASCADE›                                      ∵ a subscription
			DROP SUBSCRIPTION IF EXISTS s‹CASCADE›                            ∵ a subscription that may be missing
			DROP EVENT TRIGGER e‹CASCADE›                                     ∵ an event trigger
			DROP EVENT TRIGGER IF EXISTS e‹CASCADE›                           ∵ an event trigger that may be missing
			DROP EVENT TRIGGER e, f‹CASCADE›                                  ∵ event triggers
			DROP ACCESS METHOD a‹CASCADE›                                     ∵ an access method
			DROP ACCESS METHOD IF EXISTS a‹CASCADE›                           ∵ an access method that may be missing
			DROP ACCESS METHOD a, b‹CASCADE›                                  ∵ access methods
			DROP RULE r ON t‹CASCADE›                                         ∵ a rule
			DROP RULE IF EXISTS "r n" ON s.t‹CASCADE›                         ∵ a rule that may be missing
			DROP TRIGGER tr ON t‹CASCADE›                                     ∵ a trigger
			DROP TRIGGER IF EXISTS tr ON s."t"‹CASCADE›                       ∵ a trigger that may be missing
			DROP POLICY p ON t‹CASCADE›                                       ∵ a policy
			DROP POLICY IF EXISTS "a p" ON s.t‹CASCADE›                       ∵ a policy that may be missing
			""";

	private static final String TYPES_AND_ROUTINES = """
			DROP TYPE t‹CASCADE›                                              ∵ a type
			DROP TYPE IF EXISTS s.t, "T"‹CASCADE›                             ∵ types
			DROP TYPE no_such_type[], numeric(10, 2)‹CASCADE›                 ∵ what the grammar takes as a type
			DROP TYPE IF EXISTS timestamp (3) with time zone, double precision‹CASCADE› ∵ types of several words
			DROP TYPE IF EXISTS double‹CASCADE›                               ∵ a type named like half a type
			DROP TYPE IF EXISTS interval day to second(3), interval(2)‹CASCADE› ∵ intervals
			DROP TYPE IF EXISTS SETOF t, u ARRAY[3], national character varying(3)[]‹CASCADE› ∵ what the grammar takes as a type
			DROP DOMAIN d‹CASCADE›                                            ∵ a domain
			DROP DOMAIN IF EXISTS s.d, e‹CASCADE›                             ∵ domains
			DROP FUNCTION f‹CASCADE›                                          ∵ a function without its arguments
			DROP FUNCTION f()‹CASCADE›                                        ∵ a function of no arguments
			DROP FUNCTION IF EXISTS s.f(int, VARIADIC text[])‹CASCADE›        ∵ a variadic function
			DROP FUNCTION f(IN a int, INOUT b numeric(10,2), OUT c text), g‹CASCADE› ∵ modes and names of arguments
			DROP FUNCTION f(int[][3], s."T d", text ARRAY)‹CASCADE›           ∵ arrays
			DROP FUNCTION f(SETOF text)‹CASCADE›                              ∵ what the grammar takes as an argument
			DROP FUNCTION f(s.typed.c%TYPE)‹CASCADE›                          ∵ a column's type
			DROP FUNCTION f(VARIADIC a int[], OUT int)‹CASCADE›               ∵ an argument without a name
			DROP FUNCTION verbose‹CASCADE›                                       ∵ a keyword that a function may be named
			DROP PROCEDURE p‹CASCADE›                                         ∵ a procedure
			DROP PROCEDURE IF EXISTS s.p(int), q()‹CASCADE›                   ∵ procedures
			DROP PROCEDURE p(OUT int)‹CASCADE›                                ∵ a procedure's OUT
			DROP ROUTINE r‹CASCADE›                                           ∵ a routine
			DROP ROUTINE IF EXISTS s.r(text)‹CASCADE›                         ∵ a routine that may be missing
			DROP AGGREGATE a(int)‹CASCADE›                                    ∵ an aggregate
			DROP AGGREGATE a(*)‹CASCADE›                                      ∵ an aggregate of no arguments
			DROP AGGREGATE IF EXISTS s.a(float8 ORDER BY float8), b(ORDER BY int)‹CASCADE› ∵ ordered-set aggregates
			DROP OPERATOR =(hstore, hstore)‹CASCADE›                          ∵ an operator
			DROP OPERATOR public.=(int,int)‹CASCADE›                          ∵ a qualified operator
			DROP OPERATOR ~~~ (NONE, text)‹CASCADE›                           ∵ a prefix operator
			DROP OPERATOR IF EXISTS s."t".@#@- (int8, int8), *(a, b)‹CASCADE› ∵ operators, qualified twice
			DROP OPERATOR class.= (int, int)‹CASCADE›                         ∵ a schema named class
			DROP OPERATOR family . - (int, int)‹CASCADE›                      ∵ a schema named family
			DROP OPERATOR CLASS c USING btree‹CASCADE›                        ∵ an operator class
			DROP OPERATOR CLASS IF EXISTS s.c USING hash‹CASCADE›             ∵ an operator class that may be missing
			DROP OPERATOR FAMILY f USING gist‹CASCADE›                        ∵ an operator family
			DROP OPERATOR FAMILY IF EXISTS s.f USING gin‹CASCADE›             ∵ an operator family that may be missing
			DROP CAST (a AS b)‹CASCADE›                                       ∵ a cast
			DROP CAST IF EXISTS (s.a AS timestamp(3) with time zone)‹CASCADE› ∵ a cast to a type of several words
			DROP TRANSFORM FOR hstore LANGUAGE l‹CASCADE›                     ∵ a transform
			DROP TRANSFORM IF EXISTS FOR s.hstore LANGUAGE l‹CASCADE›         ∵ a transform that may be missing
			DROP TRANSFORM FOR bit varying (3) LANGUAGE l‹CASCADE›            ∵ a transform for a type of several words
			""";

	private static final String UNTOUCHED = """
			DROP TABLE a CASCADE                                              ∵ the author's CASCADE
			DROP TABLE a, b cascade;                                          ∵ the author's cascade
			DROP TABLE a RESTRICT                                             ∵ RESTRICT is the author's word
			DROP FUNCTION f(int) Restrict                                     ∵ RESTRICT after parentheses
			DROP TYPE t CASCADE                                               ∵ CASCADE is no part of a type
			DROP TYPE t, u RESTRICT                                           ∵ RESTRICT is no part of a type
			DROP TRIGGER tr ON t RESTRICT                                     ∵ RESTRICT after a relation
			DROP OPERATOR CLASS c USING btree CASCADE                         ∵ CASCADE after an access method
			DROP CAST (a AS b) RESTRICT                                       ∵ RESTRICT after a cast
			DROP TRANSFORM FOR t LANGUAGE l CASCADE                           ∵ CASCADE after a language
			DROP INDEX CONCURRENTLY i                                         ∵ refuses CASCADE when it runs
			DROP INDEX CONCURRENTLY IF EXISTS s.i                             ∵ refuses CASCADE when it runs
			DROP INDEX CONCURRENTLY i, j RESTRICT                             ∵ RESTRICT is the author's word
			DROP DATABASE no_such_db                                          ∵ takes no CASCADE
			DROP DATABASE IF EXISTS no_such_db WITH (FORCE)                   ∵ takes no CASCADE
			DROP DATABASE IF EXISTS no_such_db (FORCE)                        ∵ takes no CASCADE
			DROP ROLE no_such_role                                            ∵ takes no CASCADE
			DROP ROLE IF EXISTS no_such_role, no_such_role2                   ∵ takes no CASCADE
			DROP USER no_such_role                                            ∵ takes no CASCADE
			DROP USER IF EXISTS no_such_role                                  ∵ takes no CASCADE
			DROP GROUP no_such_role                                           ∵ takes no CASCADE
			DROP GROUP IF EXISTS no_such_role                                 ∵ takes no CASCADE
			DROP TABLESPACE no_such_space                                     ∵ takes no CASCADE
			DROP TABLESPACE IF EXISTS no_such_space                           ∵ takes no CASCADE
			DROP USER MAPPING FOR no_such_role SERVER s                       ∵ takes no CASCADE
			DROP USER MAPPING IF EXISTS FOR CURRENT_USER SERVER s             ∵ takes no CASCADE
			DROP OWNED BY no_such_role                                        ∵ drops what a role owns, wherever it is
			DROP OWNED BY no_such_role, CURRENT_USER RESTRICT                 ∵ RESTRICT is the author's word
			""";

	private DropStatementRows() {
	}

	static Stream<RewriteRow> rows() {
		return Stream.of(OBJECTS, TYPES_AND_ROUTINES, UNTOUCHED).flatMap(RewriteRow::rows);
	}

}
