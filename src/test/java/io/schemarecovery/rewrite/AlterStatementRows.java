package io.schemarecovery.rewrite;

import java.util.stream.Stream;

/** Every {@code ALTER … DROP} of PostgreSQL 14 to 18. */
final class AlterStatementRows {

	private static final String TABLE = """
			ALTER TABLE t DROP COLUMN c‹CASCADE›                              ∵ a column
			ALTER TABLE t DROP c‹CASCADE›                                     ∵ a column, the short way
			ALTER TABLE t DROP COLUMN IF EXISTS c‹CASCADE›                    ∵ a column that may be missing
			ALTER TABLE t DROP IF EXISTS c‹CASCADE›                           ∵ a column that may be missing, the short way
			ALTER TABLE t DROP COLUMN a‹CASCADE›, DROP b‹CASCADE›             ∵ two columns
			ALTER TABLE t DROP COLUMN a CASCADE, DROP b‹CASCADE›, DROP c RESTRICT ∵ each action for itself
			ALTER TABLE t DROP CONSTRAINT c‹CASCADE›;                         ∵ a constraint
			ALTER TABLE t DROP CONSTRAINT IF EXISTS "C"‹CASCADE›              ∵ a constraint that may be missing
			ALTER TABLE t DROP CONSTRAINT c CASCADE                           ∵ the author's CASCADE
			ALTER TABLE t DROP CONSTRAINT c RESTRICT                          ∵ RESTRICT is the author's word
			ALTER TABLE IF EXISTS ONLY s."t" DROP CONSTRAINT c‹CASCADE›       ∵ a table alone
			ALTER TABLE ONLY (s.t) DROP CONSTRAINT c‹CASCADE›                 ∵ a table alone, in parentheses
			ALTER TABLE t * DROP COLUMN c‹CASCADE›                            ∵ a table and its children
			ALTER TABLE t* DROP c‹CASCADE›                                    ∵ the star glued to the name
			ALTER TABLE t ADD COLUMN x numeric(10, 2) DEFAULT 1, DROP y‹CASCADE› ∵ a comma in parentheses
			ALTER TABLE t ADD CHECK (a IN (1, 2)), DROP y‹CASCADE›, ADD z int ∵ nested parentheses
			ALTER TABLE t ALTER e SET DEFAULT ARRAY[1, 2], DROP y‹CASCADE›    ∵ a comma in brackets
			ALTER TABLE t ADD COLUMN x text DEFAULT ', DROP z', DROP y‹CASCADE› ∵ a comma in a literal
			ALTER TABLE t DROP cascade‹CASCADE›                               ∵ a column named cascade
			ALTER TABLE t DROP COLUMN cascade‹CASCADE›                        ∵ a column named cascade
			ALTER TABLE t DROP COLUMN cascade CASCADE                         ∵ a column named cascade, with CASCADE
			ALTER TABLE t DROP COLUMN restrict‹CASCADE›, DROP b‹CASCADE›      ∵ a column named restrict
			ALTER TABLE t DROP if‹CASCADE›                                    ∵ a column named if
			ALTER TABLE t DROP IF EXISTS if‹CASCADE›                          ∵ a column named if that may be missing
			ALTER TABLE t DROP drop‹CASCADE›                                  ∵ a column named drop
			ALTER TABLE drop DROP drop‹CASCADE›                               ∵ a table named drop
			ALTER TABLE t DROP expression‹CASCADE›                            ∵ a column named expression
			ALTER TABLE t DROP identity‹CASCADE›                              ∵ a column named identity
			ALTER TABLE t DROP attribute‹CASCADE›                             ∵ a column named attribute
			ALTER FOREIGN TABLE f DROP COLUMN c‹CASCADE›                      ∵ a foreign table's column
			ALTER FOREIGN TABLE IF EXISTS s.f DROP CONSTRAINT IF EXISTS c‹CASCADE› ∵ a foreign table's constraint
			ALTER TABLE f DROP COLUMN c‹CASCADE›, ALTER d SET NOT NULL        ∵ a column before another action
			ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING btree (a WITH =), DROP b‹CASCADE› ∵ an exclusion constraint before
			ALTER TABLE t SET (fillfactor = 70), SET WITHOUT CLUSTER, DROP b‹CASCADE› ∵ options before
			ALTER TABLE t SET ACCESS METHOD heap, DROP b‹CASCADE›             ∵ an access method before (since 15)
			ALTER TABLE t ADD UNIQUE NULLS NOT DISTINCT (a), DROP b‹CASCADE›  ∵ NULLS NOT DISTINCT before (since 15)
			ALTER TABLE t ALTER a SET STORAGE DEFAULT, DROP b‹CASCADE›        ∵ STORAGE DEFAULT before (since 16)
			ALTER TABLE t ALTER g SET EXPRESSION AS (a + 1), DROP b‹CASCADE›  ∵ a generated column before (since 17)
			ALTER TABLE t ADD x int GENERATED ALWAYS AS (a * 2) VIRTUAL, DROP b‹CASCADE› ∵ a virtual column before (since 18)
			ALTER TABLE t ADD CONSTRAINT x NOT NULL a NO INHERIT, DROP b‹CASCADE› ∵ a named NOT NULL before (since 18)
			ALTER TABLE t ADD CHECK (a > 0) NOT ENFORCED, DROP b‹CASCADE›     ∵ a constraint not enforced before (since 18)
			ALTER TABLE t ALTER COLUMN c DROP DEFAULT                         ∵ nothing depends on a default
			ALTER TABLE t ALTER c DROP NOT NULL                               ∵ takes no CASCADE
			ALTER TABLE t ALTER c DROP EXPRESSION                             ∵ takes no CASCADE
			ALTER TABLE t ALTER c DROP EXPRESSION IF EXISTS                   ∵ takes no CASCADE
			ALTER TABLE t ALTER c DROP IDENTITY                               ∵ takes no CASCADE
			ALTER TABLE t ALTER c DROP IDENTITY IF EXISTS, DROP d‹CASCADE›    ∵ only the column
			ALTER TABLE t RENAME COLUMN drop TO cascade                       ∵ renames
			ALTER TABLE t RENAME TO drop                                      ∵ renames
			ALTER TABLE t ADD COLUMN drop int                                 ∵ adds
			ALTER TABLE t ADD drop int, ADD COLUMN cascade int                ∵ adds
			ALTER TABLE t DETACH PARTITION drop                               ∵ detaches
			ALTER TABLE t DETACH PARTITION drop CONCURRENTLY                  ∵ detaches
			ALTER TABLE t ATTACH PARTITION drop DEFAULT                       ∵ attaches
			ALTER TABLE t NO INHERIT drop                                     ∵ leaves a parent
			ALTER TABLE t DISABLE TRIGGER drop                                ∵ disables
			ALTER TABLE t VALIDATE CONSTRAINT drop                            ∵ validates
			ALTER TABLE t ALTER CONSTRAINT drop DEFERRABLE                    ∵ alters
			ALTER TABLE t SET SCHEMA drop                                     ∵ moves
			ALTER TABLE ALL IN TABLESPACE no_such_space OWNED BY drop SET TABLESPACE cascade ∵ moves
			ALTER TABLE t ALTER COLUMN c DROP NOT NULL, ALTER c DROP DEFAULT  ∵ takes no CASCADE
			ALTER TABLE t OPTIONS (DROP x)                                    ∵ options
			""";

	private static final String TYPE_AND_DOMAIN = """
			ALTER TYPE t DROP ATTRIBUTE a‹CASCADE›                            ∵ an attribute
			ALTER TYPE s."T" DROP ATTRIBUTE IF EXISTS a‹CASCADE›              ∵ an attribute that may be missing
			ALTER TYPE t DROP ATTRIBUTE a‹CASCADE›, ADD ATTRIBUTE b int, DROP ATTRIBUTE c‹CASCADE› ∵ among others
			ALTER TYPE t DROP ATTRIBUTE a CASCADE, DROP ATTRIBUTE b RESTRICT  ∵ the author's words
			ALTER TYPE t DROP ATTRIBUTE cascade‹CASCADE›                      ∵ an attribute named cascade
			ALTER TYPE t DROP ATTRIBUTE IF EXISTS if‹CASCADE›                 ∵ an attribute named if
			ALTER TYPE t ALTER ATTRIBUTE drop TYPE text, DROP ATTRIBUTE a‹CASCADE› ∵ only what is dropped
			ALTER TYPE t ALTER ATTRIBUTE drop SET DATA TYPE text              ∵ takes CASCADE, but drops nothing
			ALTER TYPE t ADD ATTRIBUTE drop int                               ∵ adds
			ALTER TYPE t RENAME ATTRIBUTE drop TO b                           ∵ renames
			ALTER TYPE t RENAME VALUE 'drop' TO 'b'                           ∵ renames
			ALTER TYPE t ADD VALUE 'drop' BEFORE 'cascade'                    ∵ adds
			ALTER DOMAIN d DROP CONSTRAINT c‹CASCADE›                         ∵ a domain's constraint
			ALTER DOMAIN s.d DROP CONSTRAINT IF EXISTS "c"‹CASCADE›           ∵ a domain's constraint that may be missing
			ALTER DOMAIN d DROP CONSTRAINT c CASCADE                          ∵ the author's CASCADE
			ALTER DOMAIN d DROP CONSTRAINT c RESTRICT                         ∵ RESTRICT is the author's word
			ALTER DOMAIN d DROP DEFAULT                                       ∵ takes no CASCADE
			ALTER DOMAIN d DROP NOT NULL                                      ∵ takes no CASCADE
			""";

	private static final String OTHERS = """
			ALTER OPERATOR FAMILY f USING btree DROP OPERATOR 1 (int, int), FUNCTION 1 (int, int) ∵ takes no CASCADE
			ALTER PUBLICATION p DROP TABLE t                                  ∵ leaves the table where it is
			ALTER PUBLICATION p DROP TABLES IN SCHEMA s                       ∵ leaves the tables where they are (since 15)
			ALTER SUBSCRIPTION s DROP PUBLICATION p                           ∵ takes no CASCADE
			ALTER SUBSCRIPTION s DROP PUBLICATION p WITH (refresh = false)    ∵ takes no CASCADE
			ALTER TEXT SEARCH CONFIGURATION c DROP MAPPING FOR word           ∵ takes no CASCADE
			ALTER TEXT SEARCH CONFIGURATION c DROP MAPPING IF EXISTS FOR word, asciiword ∵ takes no CASCADE
			ALTER EXTENSION e DROP TABLE t                                    ∵ leaves the table where it is
			ALTER EXTENSION e DROP FUNCTION f(int)                            ∵ leaves the function where it is
			ALTER EXTENSION e DROP SCHEMA s                                   ∵ leaves the schema where it is
			ALTER EXTENSION e DROP AGGREGATE a(*)                             ∵ leaves the aggregate where it is
			ALTER EXTENSION e DROP CAST (a AS b)                              ∵ leaves the cast where it is
			ALTER EXTENSION e DROP DOMAIN d                                   ∵ leaves the domain where it is
			ALTER EXTENSION e DROP OPERATOR =(int, int)                       ∵ leaves the operator where it is
			ALTER EXTENSION e DROP OPERATOR CLASS c USING btree               ∵ leaves the operator class where it is
			ALTER EXTENSION e DROP OPERATOR FAMILY f USING btree              ∵ leaves the operator family where it is
			ALTER EXTENSION e DROP PROCEDURE p                                ∵ leaves the procedure where it is
			ALTER EXTENSION e DROP ROUTINE r(int)                             ∵ leaves the routine where it is
			ALTER EXTENSION e DROP TRANSFORM FOR int LANGUAGE l               ∵ leaves the transform where it is
			ALTER EXTENSION e DROP TYPE t                                     ∵ leaves the type where it is
			ALTER EXTENSION e DROP TEXT SEARCH CONFIGURATION c                ∵ leaves the configuration where it is
			ALTER EXTENSION e DROP EVENT TRIGGER t                            ∵ leaves the trigger where it is
			ALTER SERVER s OPTIONS (DROP host, SET port '1')                  ∵ an option
			ALTER FOREIGN DATA WRAPPER w OPTIONS (DROP x)                     ∵ an option
			ALTER USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (DROP password) ∵ an option
			ALTER FOREIGN TABLE f OPTIONS (DROP x, DROP y)                    ∵ options
			ALTER FOREIGN TABLE f ALTER c OPTIONS (DROP x), DROP d‹CASCADE›   ∵ only the column
			ALTER VIEW v ALTER COLUMN c DROP DEFAULT                          ∵ takes no CASCADE
			ALTER VIEW v DROP COLUMN c                                        ∵ refused when it runs, either way
			ALTER VIEW IF EXISTS v DROP CONSTRAINT c                          ∵ refused when it runs, either way
			ALTER MATERIALIZED VIEW m DROP COLUMN c                           ∵ refused when it runs, either way
			ALTER SEQUENCE q DROP COLUMN c                                    ∵ refused when it runs, either way
			ALTER INDEX i DROP CONSTRAINT c                                   ∵ refused when it runs, either way
			ALTER SEQUENCE drop OWNED BY NONE                                 ∵ a sequence named drop
			ALTER INDEX i RENAME TO drop                                      ∵ renames
			ALTER GROUP no_such_role DROP USER no_such_role                   ∵ a member
			ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM PUBLIC         ∵ nothing dropped
			ALTER FUNCTION f(int) RENAME TO drop                              ∵ renames
			ALTER FUNCTION f(int) NO DEPENDS ON EXTENSION drop                ∵ drops no object
			ALTER TRIGGER drop ON t RENAME TO cascade                         ∵ renames
			ALTER POLICY drop ON t TO PUBLIC                                  ∵ alters
			ALTER STATISTICS drop SET STATISTICS 10                           ∵ alters
			ALTER TEXT SEARCH DICTIONARY drop (StopWords)                     ∵ alters
			ALTER SYSTEM RESET drop                                           ∵ resets
			TRUNCATE t, drop                                                  ∵ takes rows, not objects
			REVOKE SELECT ON drop FROM PUBLIC                                 ∵ takes CASCADE, but drops nothing
			REASSIGN OWNED BY no_such_role TO no_such_role                    ∵ drops nothing
			DISCARD ALL                                                       ∵ temporary tables, all at once
			DELETE FROM drop; UPDATE drop SET cascade = 1                     ∵ rows
			""";

	private AlterStatementRows() {
	}

	static Stream<RewriteRow> rows() {
		return Stream.of(TABLE, TYPE_AND_DOMAIN, OTHERS).flatMap(RewriteRow::rows);
	}

}
