package io.schemarecovery.rewrite;

import java.util.stream.Stream;

/** Names, quotes, comments and bodies, by the manual's chapter "Lexical Structure". */
final class LexicalRows {

	private static final String NAMES = """
			DROP TABLE cascade‹CASCADE›                                       ∵ a table named cascade
			DROP TABLE cascade CASCADE                                        ∵ a table named cascade, with CASCADE
			DROP TABLE a, restrict‹CASCADE›                                   ∵ a table named restrict
			DROP TABLE IF EXISTS cascade, cascade‹CASCADE›                    ∵ IF EXISTS and a name
			DROP TABLE if‹CASCADE›                                            ∵ a table named if
			DROP TABLE drop, s.drop, drop.table‹CASCADE›                      ∵ tables and schemas named drop
			DROP TABLE s.cascade‹CASCADE›                                     ∵ a qualified table named cascade
			DROP FUNCTION cascade‹CASCADE›                                    ∵ a function named cascade
			DROP TYPE cascade‹CASCADE›                                        ∵ a type named cascade
			DROP TRIGGER cascade ON restrict‹CASCADE›                         ∵ a trigger named cascade
			DROP OPERATOR CLASS restrict USING cascade‹CASCADE›               ∵ an operator class named restrict
			dRoP tAbLe A‹CASCADE›                                             ∵ any case
			DROP TABLE "drop table x; --"‹CASCADE›                            ∵ a quoted name of any text
			DROP TABLE "a""b"."c;"‹CASCADE›                                   ∵ doubled quotes
			DROP TABLE "CASCADE"‹CASCADE›                                     ∵ a quoted CASCADE is a name
			DROP TABLE"a",b."c"‹CASCADE›                                      ∵ no blanks
			DROP TABLE U&"d!0061ta" UESCAPE '!'‹CASCADE›;                     ∵ a Unicode name and its escape
			DROP TABLE u&"d\\0061t""a", U&"\\00e9"‹CASCADE›                   ∵ Unicode names
			DROP TABLE U&"a!0062" uescape '!' CASCADE                         ∵ CASCADE after an escape
			DROP TABLE größe, 表, naïve$1‹CASCADE›                             ∵ letters outside ASCII
			DROP TABLE a$b$c‹CASCADE›; DROP TABLE d$b$‹CASCADE›               ∵ a dollar in a name quotes nothing
			DROP TABLE _a1‹CASCADE›                                           ∵ an underscore first
			DROP TABLE s . "b" , c‹CASCADE›                                   ∵ blanks around a dot
			SELECT 1 AS drop                                                  ∵ a label
			SELECT x.drop FROM (SELECT 1 AS drop) x                           ∵ a column
			TABLE drop                                                        ∵ a table
			""";

	private static final String COMMENTS = """
			DROP TABLE a‹CASCADE› -- the last one                             ∵ before a line comment
			DROP TABLE a‹CASCADE›-- the last one⏎;                            ∵ before a glued line comment
			DROP TABLE a‹CASCADE›/* ; */;                                     ∵ before a block comment
			DROP /* DROP */ TABLE -- DROP TABLE b;⏎ a /* /* nested; */ ' */, b‹CASCADE› ∵ comments everywhere
			/* DROP TABLE a; */ SELECT 1                                      ∵ a comment
			-- DROP TABLE a;⏎SELECT 1                                         ∵ a comment
			--DROP TABLE a;                                                   ∵ only a comment
			/* a /* b */ DROP TABLE c; */ DROP TABLE d‹CASCADE›               ∵ a nested comment
			/*/ DROP TABLE a; /**/ DROP TABLE b; */ DROP TABLE c‹CASCADE›     ∵ a slash that closes nothing
			/**/DROP TABLE a‹CASCADE›/***/                                    ∵ empty comments
			DROP TABLE a‹CASCADE› -- ' is no quote⏎; DROP TABLE b‹CASCADE›    ∵ a quote in a comment
			SELECT 1 --⏎; DROP TABLE a‹CASCADE›                               ∵ an empty comment
			SELECT 2-1--' ⏎; DROP TABLE a‹CASCADE›                            ∵ a comment glued to a number
			SELECT 2 +--'⏎1; DROP TABLE a‹CASCADE›                            ∵ a comment glued to an operator
			SELECT 2 */*'*/ 3; DROP TABLE a‹CASCADE›                          ∵ a block comment glued to an operator
			DROP OPERATOR +--c⏎(hstore, int)‹CASCADE›                            ∵ a dropped operator, a comment glued to it
			DROP OPERATOR <@/* , */(int, int)‹CASCADE›                        ∵ a dropped operator, a comment glued to it
			DROP TABLE a‹CASCADE›⏎⏎                                           ∵ before blank lines
			  DROP TABLE a‹CASCADE›  ;  ;; DROP TABLE b‹CASCADE›;             ∵ empty statements
			""";

	private static final String QUOTES = """
			SELECT 'DROP TABLE a'; DROP TABLE b‹CASCADE›                      ∵ a literal
			SELECT 'it''s; DROP TABLE a'                                      ∵ a doubled quote
			SELECT '\\'; DROP TABLE a‹CASCADE›; --'                           ∵ a backslash is nothing special
			SELECT E'\\'; DROP TABLE a; --'                                   ∵ a backslash escapes in E''
			SELECT e'\\\\'; DROP TABLE a‹CASCADE›; --'                        ∵ an escaped backslash in E''
			SELECT E'a'⏎'\\'; DROP TABLE a; --'                               ∵ E'' goes on in the next line
			SELECT E'a' -- c⏎ ⏎'\\'; DROP TABLE a; --'                        ∵ E'' goes on after a comment
			SELECT 'a'⏎'\\'; DROP TABLE a‹CASCADE›; --'                       ∵ '' goes on in the next line
			SELECT N'\\'; DROP TABLE a‹CASCADE›; --'                          ∵ N''
			SELECT B'01', X'1F', b'', x''; DROP TABLE a‹CASCADE›              ∵ bit strings
			SELECT U&'!0027; DROP TABLE a' UESCAPE '!'; DROP TABLE b‹CASCADE› ∵ U&''
			SELECT U&'\\0027; DROP TABLE a'                                   ∵ U&'' without UESCAPE
			SELECT 1 AS nodee, 'DROP TABLE a;'; DROP TABLE b‹CASCADE›         ∵ a word that ends in e
			SELECT '⏎DROP TABLE a;⏎'                                          ∵ a literal of several lines
			SELECT "x" FROM (SELECT 1 AS "x") "drop table a; "                ∵ a quoted alias
			SELECT $$; DROP TABLE a; $$; DROP TABLE b‹CASCADE›                ∵ dollar quotes
			SELECT $a$ $b$ $$ ; DROP TABLE a; $A$ $a$; DROP TABLE b‹CASCADE›  ∵ a tag is its own
			SELECT $a_1é$ ; DROP TABLE a; $a_1é$                              ∵ a tag with digits and letters
			SELECT $表$ ; DROP TABLE a; $表$; DROP TABLE b‹CASCADE›             ∵ a tag of letters outside ASCII
			PREPARE p (int) AS SELECT $1+$1; DROP TABLE a‹CASCADE›            ∵ parameters
			PREPARE p (text) AS SELECT $1||$$; DROP TABLE a; $$; DROP TABLE b‹CASCADE› ∵ a parameter beside dollar quotes
			SELECT 1 AS a$a$; DROP TABLE a$a$‹CASCADE›                        ∵ no tag inside a name
			SELECT length('?'), '{}'::jsonb ? 'a'; DROP TABLE a‹CASCADE›                  ∵ a question mark is an operator
			SELECT 1.5e10, .5, 1e-5; DROP TABLE a‹CASCADE›                    ∵ numbers
			SELECT 0x1F, 0o17, 0b11, 1_000; DROP TABLE a‹CASCADE›             ∵ numbers (since 16)
			COMMENT ON TABLE a IS 'DROP TABLE b'                              ∵ a comment's text
			SELECT 'a' AS "cascade"; DROP TABLE b‹CASCADE›                    ∵ a quoted label
			MERGE INTO s.typed USING s.typed x ON true WHEN MATCHED THEN DELETE; DROP TABLE c‹CASCADE› ∵ MERGE (since 15)
			""";

	private static final String BODIES = """
			DO $$ BEGIN DROP TABLE a; END $$                                  ∵ a DO block
			DO LANGUAGE plpgsql 'BEGIN DROP TABLE IF EXISTS a; END'           ∵ a DO block in quotes
			CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'DROP TABLE a'   ∵ a function's body
			CREATE FUNCTION f() RETURNS int RETURN 1; DROP TABLE a‹CASCADE›   ∵ a body RETURN
			CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END; DROP TABLE a‹CASCADE› ∵ a body BEGIN ATOMIC
			CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END; DROP TABLE a‹CASCADE› ∵ END of CASE
			CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 AS end; DROP TABLE a; END ∵ a label named end
			CREATE FUNCTION f(i int) RETURNS int BEGIN ATOMIC SELECT (CASE i WHEN 1 THEN 2 END); END; DROP VIEW v‹CASCADE› ∵ CASE in parentheses
			CREATE FUNCTION atomic() RETURNS int RETURN 1; DROP TABLE a‹CASCADE› ∵ a function named atomic
			CREATE VIEW function AS SELECT x.begin atomic FROM (SELECT 1 AS begin) x; DROP TABLE a‹CASCADE› ∵ a view named function
			CREATE FUNCTION f() RETURNS void BEGIN ATOMIC DROP TABLE a; DROP TABLE b; END; DROP TABLE c‹CASCADE› ∵ a body's DROP
			CREATE RULE r AS ON INSERT TO s.typed DO ALSO (DELETE FROM s.typed; DELETE FROM s.typed); DROP TABLE c‹CASCADE› ∵ a rule's commands
			CREATE SCHEMA s CREATE TABLE drop (id int)                        ∵ a schema's elements
			CREATE EVENT TRIGGER e ON sql_drop WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION f() ∵ a command tag
			CREATE TABLE drop (cascade int)                                   ∵ a table named drop
			CREATE TEMP TABLE tmp (id int) ON COMMIT DROP                     ∵ ON COMMIT DROP
			PREPARE p AS SELECT 'DROP TABLE a'                                ∵ a prepared statement
			EXPLAIN SELECT 'DROP TABLE a'                                     ∵ a plan
			BEGIN; DROP TABLE a‹CASCADE›; ROLLBACK                            ∵ BEGIN of a transaction
			SELECT 1 AS begin, 2 AS atomic; DROP TABLE a‹CASCADE›             ∵ BEGIN ATOMIC of no routine
			REVOKE ALL ON SCHEMA public FROM no_such_role                     ∵ nothing dropped
			""";

	private LexicalRows() {
	}

	static Stream<RewriteRow> rows() {
		return Stream.of(NAMES, COMMENTS, QUOTES, BODIES).flatMap(RewriteRow::rows);
	}

}
