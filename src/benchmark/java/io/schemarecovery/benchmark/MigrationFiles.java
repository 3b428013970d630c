package io.schemarecovery.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Migrations as they come about over the years: tables with foreign keys to earlier ones,
 * columns, indexes, rows, views and functions. One in ten drops something; of these, half
 * drop a table that another one references.
 *
 * @param count how many
 * @param cascade what ends such a DROP: CASCADE, or nothing
 */
record MigrationFiles(int count, String cascade) {

	private static final int KINDS = 10;

	void write(Path directory) throws IOException {
		for (int version = 1; version <= this.count; version++) {
			Files.writeString(directory.resolve("V%04d__m.sql".formatted(version)), script(version));
		}
	}

	private String script(int version) {
		int table = version / KINDS;
		int before = Math.max(table - 1, 0);
		return switch (version % KINDS) {
			case 1 ->
				"""
						-- a table, referenced by later ones
						CREATE TABLE t%1$d (id bigserial PRIMARY KEY, name text NOT NULL DEFAULT 'it''s; a name', made timestamptz DEFAULT now());
						CREATE INDEX t%1$d_name ON t%1$d (name);
						"""
					.formatted(table);
			case 2 ->
				"""
						CREATE TABLE line%1$d (id bigserial PRIMARY KEY, t_id bigint NOT NULL REFERENCES t%1$d, earlier bigint REFERENCES t%2$d, n int);
						CREATE INDEX line%1$d_t ON line%1$d (t_id);
						COMMENT ON TABLE line%1$d IS 'The lines; of t%1$d';
						"""
					.formatted(table, before);
			case 3 -> "INSERT INTO t%1$d (name) VALUES ('one'), ('two'), ('three');\n".formatted(table).repeat(KINDS);
			case 4 -> """
					ALTER TABLE t%1$d ADD COLUMN note text;
					ALTER TABLE t%1$d ADD COLUMN price numeric(12, 2) DEFAULT 0 CHECK (price >= 0);
					UPDATE t%1$d SET note = name || ' noted';
					""".formatted(table);
			case 5 -> "INSERT INTO line%1$d (t_id, n) SELECT id, 1 FROM t%1$d;\n".formatted(table).repeat(KINDS);
			case 6 -> """
					CREATE VIEW v%1$d AS SELECT t.name, l.n FROM t%1$d t JOIN line%1$d l ON l.t_id = t.id;
					CREATE FUNCTION f%1$d() RETURNS bigint LANGUAGE plpgsql AS $$
					BEGIN
					  RETURN (SELECT count(*) FROM v%1$d); -- never drop table t%1$d;
					END $$;
					""".formatted(table);
			case 7 -> """
					CREATE TABLE old%1$d (id int PRIMARY KEY);
					CREATE TABLE child%1$d (id int PRIMARY KEY, old_id int REFERENCES old%1$d);
					CREATE TYPE state%1$d AS ENUM ('new', 'paid', 'sent');
					ALTER TABLE t%1$d ADD COLUMN state state%1$d NOT NULL DEFAULT 'new';
					""".formatted(table);
			case 8 -> """
					ALTER TABLE child%1$d ALTER COLUMN old_id SET DEFAULT 0, ADD COLUMN n bigint;
					GRANT SELECT ON child%1$d TO PUBLIC;
					""".formatted(table);
			case 9 -> "CREATE INDEX t%1$d_made ON t%1$d (made DESC) WHERE note IS NOT NULL;\n".formatted(table);
			default -> (before % 2 == 0) ? "DROP TABLE old%d%s; -- its child stays\n".formatted(before, this.cascade)
					: "DROP FUNCTION f%1$d();\nDROP VIEW v%1$d;\nDROP TABLE child%1$d, old%1$d;\n".formatted(before);
		};
	}

}
