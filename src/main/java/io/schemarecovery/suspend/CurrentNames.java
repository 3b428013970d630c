package io.schemarecovery.suspend;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.jdbc.Query;

/**
 * What the tables of held keys are called now, and what they have.
 *
 * @param tables the tables that are still there, by OID
 * @param columns names of their columns, unquoted, by number
 * @param constraints names of the constraints they have, unquoted
 * @param unique sets of columns that are unique, as a foreign key demands
 * @param partitioned OIDs of those that are partitioned
 */
record CurrentNames(Map<Long, QualifiedName> tables, Map<Long, Map<Integer, String>> columns,
		Map<Long, Set<String>> constraints, Map<Long, Set<Set<Integer>>> unique, Set<Long> partitioned) {

	private record Table(long oid, QualifiedName name, boolean partitioned) {

	}

	private record Column(long table, int number, String name) {

	}

	private record Constraint(long table, String name) {

	}

	private record Unique(long table, Set<Integer> columns) {

	}

	private static final Query<Table> TABLES = Query.of(
			"""
					SELECT c.oid::bigint, nspname, relname, relkind = 'p' FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
					 WHERE c.oid = ANY (?::oid[])
					""",
			(row) -> new Table(row.getLong(1), new QualifiedName(row.getString(2), row.getString(3)),
					row.getBoolean(4)));

	private static final Query<Column> COLUMNS = Query.of("""
			SELECT attrelid::bigint, attnum, attname FROM pg_attribute
			 WHERE attrelid = ANY (?::oid[]) AND attnum > 0 AND NOT attisdropped
			""", (row) -> new Column(row.getLong(1), row.getInt(2), row.getString(3)));

	private static final Query<Constraint> CONSTRAINTS = Query.of("""
			SELECT conrelid::bigint, conname FROM pg_constraint WHERE conrelid = ANY (?::oid[])
			""", (row) -> new Constraint(row.getLong(1), row.getString(2)));

	private static final Query<Unique> UNIQUE = Query.of("""
			SELECT indrelid::bigint, (SELECT array_agg(k::int) FROM unnest(indkey) WITH ORDINALITY a(k, n)
			                           WHERE n <= indnkeyatts)
			  FROM pg_index
			 WHERE indrelid = ANY (?::oid[]) AND indisunique AND indisvalid AND indimmediate AND indpred IS NULL
			""", (row) -> new Unique(row.getLong(1), Set.copyOf(List.of((Integer[]) row.getArray(2).getArray()))));

	/**
	 * Read them.
	 * @param connection the connection of the migration
	 * @param keys the keys
	 * @return what is there now
	 * @throws SQLException if a query fails
	 */
	static CurrentNames read(Connection connection, Collection<HeldKey> keys) throws SQLException {
		List<String> oids = keys.stream()
			.flatMap((key) -> Stream.of(key.table(), key.definition().referenced()))
			.distinct()
			.map(String::valueOf)
			.toList();
		CurrentNames names = new CurrentNames(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(),
				new HashSet<>());
		for (Table table : TABLES.list(connection, oids)) {
			names.tables.put(table.oid(), table.name());
			if (table.partitioned()) {
				names.partitioned.add(table.oid());
			}
		}
		for (Column column : COLUMNS.list(connection, oids)) {
			names.columns.computeIfAbsent(column.table(), (oid) -> new HashMap<>()).put(column.number(), column.name());
		}
		for (Constraint constraint : CONSTRAINTS.list(connection, oids)) {
			names.constraints.computeIfAbsent(constraint.table(), (oid) -> new HashSet<>()).add(constraint.name());
		}
		for (Unique unique : UNIQUE.list(connection, oids)) {
			names.unique.computeIfAbsent(unique.table(), (oid) -> new HashSet<>()).add(unique.columns());
		}
		return names;
	}

	QualifiedName table(long oid) {
		return Objects.requireNonNull(this.tables.get(oid));
	}

	/** What a table is called, or was if it is gone. */
	String name(long oid, String before) {
		QualifiedName now = this.tables.get(oid);
		return (now != null) ? now.name() : before;
	}

	/**
	 * Its rows as a foreign key sees them: those of partitions, but not those of heirs.
	 */
	String rows(long oid) {
		return (this.partitioned.contains(oid) ? "" : "ONLY ") + table(oid).quoted();
	}

	List<String> columns(long table, List<Integer> numbers) {
		Map<Integer, String> names = Objects.requireNonNull(this.columns.get(table));
		return numbers.stream().map((number) -> Objects.requireNonNull(names.get(number))).toList();
	}

	/**
	 * Whether the side that references is as it was, and has no constraint of the name.
	 */
	boolean misses(HeldKey key) {
		return has(key.table(), key.definition().columns())
				&& !this.constraints.getOrDefault(key.table(), Set.of()).contains(key.name());
	}

	/** Whether what is referenced still can be. */
	boolean canReference(KeyDefinition definition) {
		return has(definition.referenced(), definition.referencedColumns())
				&& (definition.period() || this.unique.getOrDefault(definition.referenced(), Set.of())
					.contains(Set.copyOf(definition.referencedColumns())));
	}

	private boolean has(long table, List<Integer> numbers) {
		return this.tables.containsKey(table)
				&& this.columns.getOrDefault(table, Map.of()).keySet().containsAll(numbers);
	}

}
