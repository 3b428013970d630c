package io.schemarecovery.suspend;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.schemarecovery.catalog.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key, as it has to be again.
 *
 * @param oid its OID
 * @param table OID of the table that references
 * @param tableName the table that references
 * @param partitioned whether that table is partitioned
 * @param name its name, unquoted
 * @param validated whether it holds for all rows; stays as it is
 * @param comment the comment on it, or {@code null}
 * @param definition what it demands
 * @param family OIDs of the keys that partitions have because of it
 * @param irregular whether one of these has a name or a comment of its own, or a twin,
 * and would not come back as it was
 */
record HeldKey(long oid, long table, QualifiedName tableName, boolean partitioned, String name, boolean validated,
		@Nullable String comment, KeyDefinition definition, List<Long> family, boolean irregular) {

	/** How it is taken away. */
	String dropAction() {
		return "DROP CONSTRAINT " + QualifiedName.quote(this.name);
	}

	/** How it is left to itself, from PostgreSQL 18 on. */
	String notEnforcedAction() {
		return "ALTER CONSTRAINT " + QualifiedName.quote(this.name) + " NOT ENFORCED";
	}

	/**
	 * How it comes back.
	 * @param names what everything is called now
	 * @param validate whether its rows are checked
	 */
	String addStatement(CurrentNames names, boolean validate) {
		String add = "ALTER TABLE " + names.table(this.table).quoted() + " ADD CONSTRAINT "
				+ QualifiedName.quote(this.name) + " " + this.definition.sql(this.table, names);
		return add + (validate ? "" : " NOT VALID");
	}

	/** How its comment comes back, if it had one. */
	Optional<String> commentStatement(CurrentNames names) {
		return Optional.ofNullable(this.comment)
			.map((text) -> "COMMENT ON CONSTRAINT " + QualifiedName.quote(this.name) + " ON "
					+ names.table(this.table).quoted() + " IS E'" + text.replace("\\", "\\\\").replace("'", "''")
					+ "'");
	}

	/** Number of locks, at most, that it takes to hold it off and put it back. */
	long locks() {
		// the table, its toast and two indexes, the constraint, four triggers, and the
		// other table; per partition the same
		return 10L * (1 + this.family.size());
	}

	/** The OIDs of the key and of those of the partitions. */
	List<Long> oids() {
		return Stream.concat(Stream.of(this.oid), this.family.stream()).toList();
	}

	HeldKey validatedAlready(boolean already) {
		return new HeldKey(this.oid, this.table, this.tableName, this.partitioned, this.name, this.validated || already,
				this.comment, this.definition, this.family, this.irregular);
	}

	@Override
	public String toString() {
		return "constraint " + this.name + " on table " + this.tableName;
	}

}
