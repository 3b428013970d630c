package io.schemarecovery.suspend;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.schemarecovery.catalog.QualifiedName;

/**
 * What a foreign key demands, by numbers: a migration may rename what it is about.
 *
 * @param columns numbers of the columns that reference
 * @param referenced OID of the table that is referenced
 * @param referencedName its name when this was read, unquoted
 * @param referencedColumns numbers of its columns
 * @param operators the operators that compare referenced with referencing columns, ready
 * for SQL
 * @param actions the clauses MATCH, ON UPDATE and ON DELETE, ready for SQL
 * @param clearedColumns numbers of the columns that ON DELETE sets; empty for all
 * @param deferral the clauses DEFERRABLE and INITIALLY DEFERRED, ready for SQL
 * @param full whether it is MATCH FULL
 * @param period whether the last columns are periods
 */
record KeyDefinition(List<Integer> columns, long referenced, String referencedName, List<Integer> referencedColumns,
		List<String> operators, String actions, List<Integer> clearedColumns, String deferral, boolean full,
		boolean period) {

	/**
	 * The definition as ALTER TABLE … ADD CONSTRAINT takes it.
	 * @param table OID of the table that references
	 * @param names what everything is called now
	 */
	String sql(long table, CurrentNames names) {
		String cleared = this.clearedColumns.isEmpty() ? "" : list(names.columns(table, this.clearedColumns), false);
		return "FOREIGN KEY " + list(names.columns(table, this.columns), this.period) + " REFERENCES "
				+ names.table(this.referenced).quoted() + " "
				+ list(names.columns(this.referenced, this.referencedColumns), this.period) + this.actions + cleared
				+ this.deferral;
	}

	/** Whether deleting or updating a parent does something to its children. */
	boolean acts() {
		return actsOnDelete() || actsOnUpdate();
	}

	boolean actsOnDelete() {
		return acts("DELETE");
	}

	boolean actsOnUpdate() {
		return acts("UPDATE");
	}

	private boolean acts(String event) {
		return this.actions.contains("ON " + event + " CASCADE") || this.actions.contains("ON " + event + " SET");
	}

	/** The columns that reference, as PostgreSQL joins them. */
	String columnNumbers() {
		return this.columns.stream().map(String::valueOf).collect(Collectors.joining(" "));
	}

	private static String list(List<String> columns, boolean period) {
		return IntStream.range(0, columns.size())
			.mapToObj(
					(i) -> ((period && i == columns.size() - 1) ? "PERIOD " : "") + QualifiedName.quote(columns.get(i)))
			.collect(Collectors.joining(", ", "(", ")"));
	}

}
