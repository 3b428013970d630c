package io.schemarecovery.suspend;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.Query;

/**
 * The rows of a table whose parents are missing.
 *
 * @param key the foreign key they violate
 * @param columns names of the columns that reference, unquoted
 * @param rows number of rows
 * @param samples up to five of the values that reference nothing
 */
record Orphans(HeldKey key, List<String> columns, long rows, List<String> samples) {

	private static final int SAMPLES = 5;

	private static final String ACTION = "Nothing of the migration was kept; its foreign keys stand as before. Insert the "
			+ "missing parents, or remove those rows, in the migration itself. Functions that it calls do not see the foreign "
			+ "keys that are held off: schema-recovery.migrate.foreign-keys=enforced leaves them on.";

	private record Row(long rows, String value) {

	}

	/**
	 * The failure to throw where keys do not hold.
	 * @param connection the connection of the migration
	 * @param migration what left the rows
	 * @param violation what the server said of one of them
	 * @param keys all that may not hold
	 */
	static RecoveryException failure(Connection connection, String migration, SQLException violation,
			List<HeldKey> keys) {
		List<String> orphans = new ArrayList<>();
		try {
			count(connection, keys, CurrentNames.read(connection, keys))
				.forEach((found) -> orphans.add(found.toString()));
		}
		catch (SQLException ex) {
			// what the server said has to do
			violation.addSuppressed(ex);
		}
		return new RecoveryException(ExitCode.MIGRATION_FAILED,
				"The migration %s left rows whose parents are missing (SQLSTATE %s).".formatted(migration,
						violation.getSQLState()),
				orphans.isEmpty() ? List.of(String.valueOf(violation.getMessage())) : orphans, ACTION, violation);
	}

	/**
	 * Count them for each key, as the server would check it; not for periods.
	 * @param connection the connection of the migration
	 * @param keys the keys, whose tables and columns are there
	 * @param names what everything is called now
	 * @return one for each key that is violated
	 * @throws SQLException if a query fails, such as for a type without the operator
	 */
	private static List<Orphans> count(Connection connection, List<HeldKey> keys, CurrentNames names)
			throws SQLException {
		List<Orphans> orphans = new ArrayList<>();
		for (HeldKey key : keys.stream().filter((candidate) -> !candidate.definition().period()).toList()) {
			List<Row> rows = Query.of(query(key, names), (row) -> new Row(row.getLong(1), row.getString(2)))
				.list(connection);
			if (!rows.isEmpty()) {
				orphans.add(new Orphans(key, names.columns(key.table(), key.definition().columns()), rows.get(0).rows(),
						rows.stream().map(Row::value).toList()));
			}
		}
		return orphans;
	}

	private static String query(HeldKey key, CurrentNames names) {
		KeyDefinition definition = key.definition();
		List<String> children = quoted("f.", names.columns(key.table(), definition.columns()));
		List<String> parents = quoted("p.", names.columns(definition.referenced(), definition.referencedColumns()));
		String equal = IntStream.range(0, children.size())
			.mapToObj((i) -> parents.get(i) + " " + definition.operators().get(i) + " " + children.get(i))
			.collect(Collectors.joining(" AND "));
		String filled = all(children, "IS NOT NULL");
		String orphaned = filled + " AND NOT EXISTS (SELECT FROM " + names.rows(definition.referenced()) + " p WHERE "
				+ equal + ")";
		String violated = definition.full()
				? "(" + orphaned + ") OR (NOT (" + filled + ") AND NOT (" + all(children, "IS NULL") + "))" : orphaned;
		return "SELECT count(*) OVER (), concat_ws(', ', "
				+ children.stream()
					.map((child) -> "coalesce(" + child + "::text, 'NULL')")
					.collect(Collectors.joining(", "))
				+ ") FROM " + names.rows(key.table()) + " f WHERE " + violated + " LIMIT " + SAMPLES;
	}

	private static List<String> quoted(String alias, List<String> columns) {
		return columns.stream().map((column) -> alias + QualifiedName.quote(column)).toList();
	}

	private static String all(List<String> columns, String condition) {
		return columns.stream().map((column) -> column + " " + condition).collect(Collectors.joining(" AND "));
	}

	@Override
	public String toString() {
		return "%s: %s row%s without a parent, (%s) = %s".formatted(this.key, this.rows, (this.rows == 1) ? "" : "s",
				String.join(", ", this.columns),
				this.samples.stream().map((sample) -> "(" + sample + ")").collect(Collectors.joining(", ")))
				+ ((this.rows > this.samples.size()) ? ", ..." : "");
	}

}
