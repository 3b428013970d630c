package io.schemarecovery.rewrite;

import java.util.stream.Stream;

/** What no server runs: psql's part of scripts, and statements that are not valid. */
final class ScriptRows {

	private static final String PSQL = """
			COPY t FROM stdin;⏎DROP TABLE a;⏎\\.⏎DROP TABLE b‹CASCADE›;       ∵ data of COPY
			COPY t (a) FROM STDIN WITH (FORMAT csv); -- c⏎'⏎\\.⏎DROP TABLE b‹CASCADE›; ∵ a quote in data
			COPY t FROM stdin;⏎DROP TABLE a;⏎                                 ∵ data to the end
			COPY t FROM stdin;⏎1⏎\\.x⏎DROP TABLE a;⏎\\.⏎DROP TABLE b‹CASCADE› ∵ a line that only starts like the end
			COPY t FROM stdin; DROP TABLE c‹CASCADE›;⏎DROP TABLE a;⏎\\.⏎      ∵ the rest of the line
			COPY t TO stdout; DROP TABLE a‹CASCADE›;⏎DROP TABLE b‹CASCADE›    ∵ no data
			COPY t FROM '/stdin';⏎DROP TABLE b‹CASCADE›                       ∵ no data
			COPY (SELECT a FROM stdin) TO stdout;⏎DROP TABLE b‹CASCADE›       ∵ a table named stdin
			\\copy t from stdin⏎DROP TABLE a;⏎\\.⏎DROP TABLE b‹CASCADE›       ∵ data of psql's copy
			\\copy t from 'stdin.csv'⏎DROP TABLE b‹CASCADE›                   ∵ no data
			\\echo DROP TABLE a; it's⏎DROP TABLE b‹CASCADE›                   ∵ a meta command
			\\restrict x⏎DROP TABLE a‹CASCADE›;⏎\\unrestrict x                ∵ pg_dump's first and last line
			DROP TABLE a‹CASCADE›⏎\\g⏎DROP TABLE b‹CASCADE› \\g               ∵ a meta command ends a statement
			SELECT 1 \\; DROP TABLE a‹CASCADE› \\;                            ∵ an escaped semicolon
			\\set ON_ERROR_STOP on⏎                                           ∵ only a meta command
			DROP TABLE :name;                                                 ∵ a psql variable
			DROP TABLE :"name";                                               ∵ a quoted psql variable
			""";

	private static final String INVALID = """
			DROP TABLE                                                        ∵ no name
			DROP TABLE IF EXISTS                                              ∵ no name
			DROP TABLE a b                                                    ∵ two names
			DROP TABLE a,                                                     ∵ no second name
			DROP TABLE a.                                                     ∵ no second part
			DROP TABLE 'a'                                                    ∵ a literal
			DROP TABLE ?                                                      ∵ a JDBC parameter
			DROP TABLE $1                                                     ∵ a parameter
			DROP TABLE ${name}                                                ∵ a placeholder
			DROP TABLE a CASCADE CONSTRAINTS                                  ∵ Oracle
			DROP TABLE a PURGE                                                ∵ Oracle
			DROP INDEX CONCURRENTLY                                           ∵ no name
			DROP INDEX i ON t                                                 ∵ MySQL
			ALTER TABLE t DROP PRIMARY KEY                                    ∵ MySQL
			ALTER TABLE t DROP FOREIGN KEY f                                  ∵ MySQL
			ALTER TABLE t DROP COLUMN a b                                     ∵ two names
			ALTER TABLE t DROP COLUMN a.b                                     ∵ a qualified column
			ALTER TABLE t DROP                                                ∵ no name
			ALTER TABLE DROP                                                  ∵ no table
			ALTER DOMAIN d DROP c                                             ∵ no CONSTRAINT
			ALTER TYPE t DROP VALUE 'x'                                       ∵ no value of an enum can be dropped
			ALTER TYPE t DROP COLUMN a                                        ∵ a type has attributes
			ALTER TYPE t DROP a                                               ∵ no ATTRIBUTE
			ALTER DOMAIN IF EXISTS d DROP CONSTRAINT c                        ∵ no IF EXISTS here
			ALTER INDEX ONLY i DROP CONSTRAINT c                              ∵ no ONLY here
			DROP TABLE ONLY a                                                 ∵ no ONLY here
			DROP TABLE a *                                                    ∵ no star here
			DROP TEMPORARY TABLE a                                            ∵ MySQL
			DROP FUNCTION f(int) RETURNS int                                  ∵ no result here
			DROP RULE r                                                       ∵ no table
			DROP TRANSFORM FOR t                                              ∵ no language
			DROP CAST a AS b                                                  ∵ no parentheses
			DROP LANGUAGE 'l'                                                 ∵ a literal, as before 11
			DROP AGGREGATE a                                                  ∵ an aggregate without arguments
			DROP OPERATOR =                                                   ∵ an operator without arguments
			DROP OPERATOR s.t(int, int)                                       ∵ no operator
			DROP OPERATOR CLASS c                                             ∵ no access method
			DROP TRIGGER tr                                                   ∵ no table
			DROP SUBSCRIPTION a, b                                            ∵ two subscriptions
			DROP CAST ()                                                      ∵ nothing to cast
			DROP FUNCTION f(int                                               ∵ an open parenthesis
			DROP ſEQUENCE a                                                   ∵ a long s is no S
			DROP                                                              ∵ nothing
			DROP x                                                            ∵ no kind
			DROPTABLE a                                                       ∵ no DROP
			(DROP TABLE a)                                                    ∵ parentheses
			EXPLAIN DROP TABLE a                                              ∵ no plan for DROP
			PREPARE p AS DROP TABLE a                                         ∵ nothing to prepare
			SELECT (1; DROP TABLE a                                           ∵ no statement ends in a parenthesis
			SELECT ')'); DROP TABLE a‹CASCADE›                                ∵ a closing parenthesis too many
			CREATE RULE r AS ON INSERT TO t DO (DROP TABLE a; DROP TABLE b);  ∵ a rule's commands
			DROP TABLE a; SELECT 'x                                           ∵ an open literal
			DROP TABLE a; SELECT E'x\\'                                       ∵ an open E''
			DROP TABLE a; SELECT "x                                           ∵ an open name
			DROP TABLE a; SELECT $x$ $X$                                      ∵ open dollar quotes
			DROP TABLE a; /* /* */                                            ∵ an open comment
			DROP TABLE a "                                                    ∵ an open name in the statement
			""";

	private ScriptRows() {
	}

	static Stream<RewriteRow> rows() {
		return Stream.concat(RewriteRow.rows(PSQL), invalid());
	}

	/** What no PostgreSQL parses. */
	static Stream<RewriteRow> invalid() {
		return RewriteRow.rows(INVALID);
	}

}
