package io.schemarecovery.suspend;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.jdbc.Query;

/**
 * Takes keys away and brings them back, each many in one round trip.
 *
 * @param connection the connection of the migration
 */
record KeyDdl(Connection connection) {

	/** The first server that takes NOT VALID for the key of a partitioned table. */
	private static final int PARTITIONED_NOT_VALID = 18;

	/** object_in_use: a table has checks or triggers that wait for the commit. */
	private static final String CHECKS_PENDING = "55006";

	private static final int STATEMENTS_AT_ONCE = 200;

	private record Deferrable(QualifiedName name, boolean deferred) {

	}

	// Unlike detached keys, those that are not enforced go along with a partition that is
	// detached meanwhile, and are then keys of their own. One on a column whose type is
	// altered is made anew, for the same columns.
	private static final Query<String> ENFORCE = Query.text("""
			SELECT format('ALTER TABLE %I.%I ALTER CONSTRAINT %I ENFORCED', nspname, relname, conname)
			  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			 WHERE contype = 'f' AND conparentid = 0 AND NOT conenforced
			   AND (k.oid = ANY (?::oid[])
			        OR EXISTS (SELECT FROM unnest(?::oid[], ?::oid[], ?::text[], ?::name[]) x(held, t, columns, name)
			                    WHERE conrelid = t AND array_to_string(conkey, ' ') = columns
			                      AND (conname = name OR NOT ?::boolean)
			                      AND NOT EXISTS (SELECT FROM pg_constraint g WHERE g.oid = held)))
			""");

	private static final Query<String> VALIDATE = Query.text("""
			SELECT format('ALTER TABLE %I.%I VALIDATE CONSTRAINT %I', nspname, relname, conname)
			  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			 WHERE k.oid = ANY (?::oid[]) AND conparentid = 0 AND NOT convalidated
			   AND coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
			""");

	// By name, as SET CONSTRAINTS ALL would also hold for constraints that are made later
	// in the transaction. A name that a constraint shares with one that is not deferrable
	// cannot be deferred again.
	private static final Query<Deferrable> DEFERRABLE = Query.of("""
			SELECT nspname, conname, bool_or(condeferred) AND bool_and(condeferrable)
			  FROM pg_constraint k JOIN pg_namespace n ON n.oid = connamespace
			 WHERE has_schema_privilege(n.oid, 'USAGE') AND NOT pg_is_other_temp_schema(n.oid)
			 GROUP BY nspname, conname HAVING bool_or(condeferrable)
			""", (row) -> new Deferrable(new QualifiedName(row.getString(1), row.getString(2)), row.getBoolean(3)));

	/** Whether the server can leave a key to itself. */
	boolean isAbleToLeaveUnenforced() throws SQLException {
		return this.connection.getMetaData().getDatabaseMajorVersion() >= PARTITIONED_NOT_VALID;
	}

	void takeAway(List<HeldKey> keys, Set<HeldKey> detached) throws SQLException {
		Map<QualifiedName, List<String>> actions = new LinkedHashMap<>();
		for (HeldKey key : keys) {
			actions.computeIfAbsent(key.tableName(), (table) -> new ArrayList<>())
				.add(detached.contains(key) ? key.dropAction() : key.notEnforcedAction());
		}
		execute(actions.entrySet()
			.stream()
			.map((table) -> "ALTER TABLE " + table.getKey().quoted() + " " + String.join(", ", table.getValue()))
			.toList());
	}

	/**
	 * Bring detached keys back, those of partitioned tables last, which then take over
	 * the equal ones of their partitions.
	 * @param keys the keys
	 * @param names what everything is called now
	 * @param validate whether rows are checked, except for a key that was not valid
	 */
	void bringBack(List<HeldKey> keys, CurrentNames names, boolean validate) throws SQLException {
		boolean everywhere = isAbleToLeaveUnenforced();
		execute(keys.stream()
			.sorted(Comparator.comparing((key) -> names.partitioned().contains(key.table())))
			.flatMap(
					(key) -> Stream.concat(
							Stream.of(key.addStatement(names,
									validate && key.validated()
											|| !everywhere && names.partitioned().contains(key.table()))),
							key.commentStatement(names).stream()))
			.toList());
	}

	/**
	 * Enforce keys again.
	 * @param keys the keys
	 * @param others whether the migration made keys that it wants not to be enforced
	 */
	void enforce(List<HeldKey> keys, boolean others) throws SQLException {
		if (!keys.isEmpty()) {
			execute(ENFORCE.list(this.connection, texts(keys.stream().flatMap((key) -> key.oids().stream())),
					texts(keys.stream().map(HeldKey::oid)), texts(keys.stream().map(HeldKey::table)),
					keys.stream().map((key) -> key.definition().columnNumbers()).toList(),
					keys.stream().map(HeldKey::name).toList(), others));
		}
	}

	/** Check the rows of keys that came back unchecked and are still there. */
	void validate(Set<Long> oids) throws SQLException {
		if (!oids.isEmpty()) {
			execute(VALIDATE.list(this.connection, texts(oids.stream())));
		}
	}

	private static List<String> texts(Stream<Long> oids) {
		return oids.map(String::valueOf).toList();
	}

	/**
	 * Have what was deferred to the commit checked now, since no table with such checks
	 * pending can be altered. What is deferred at first is deferred again.
	 */
	private void checkDeferred() throws SQLException {
		List<Deferrable> deferrable = DEFERRABLE.list(this.connection);
		run(Stream
			.concat(setConstraints(deferrable.stream(), "IMMEDIATE"),
					setConstraints(deferrable.stream().filter(Deferrable::deferred), "DEFERRED"))
			.toList());
	}

	private static Stream<String> setConstraints(Stream<Deferrable> constraints, String mode) {
		String names = constraints.map((constraint) -> constraint.name().quoted()).collect(Collectors.joining(", "));
		return names.isEmpty() ? Stream.empty() : Stream.of("SET CONSTRAINTS " + names + " " + mode);
	}

	private void execute(List<String> statements) throws SQLException {
		if (statements.isEmpty()) {
			return;
		}
		Savepoint before = this.connection.setSavepoint();
		try {
			run(statements);
		}
		catch (SQLException ex) {
			if (!CHECKS_PENDING.equals(ex.getSQLState())) {
				throw ex;
			}
			this.connection.rollback(before);
			checkDeferred();
			run(statements);
		}
		this.connection.releaseSavepoint(before);
	}

	private void run(List<String> statements) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.setEscapeProcessing(false);
			for (int i = 0; i < statements.size(); i += STATEMENTS_AT_ONCE) {
				statement.execute(
						String.join(";\n", statements.subList(i, Math.min(i + STATEMENTS_AT_ONCE, statements.size()))));
			}
		}
	}

}
