package io.schemarecovery.graph;

import java.util.List;

import io.schemarecovery.catalog.QualifiedName;

/**
 * A foreign key. The copies that a partitioned table gives its partitions are none.
 *
 * @param name name of the constraint, unquoted
 * @param from the table that references
 * @param to the table that is referenced
 * @param columns columns of the table that references, in the order of the key
 * @param referencedColumns columns that are referenced, in the same order
 * @param onDelete what becomes of the rows that reference a deleted one
 * @param deferrable whether it can be checked as late as the commit
 * @param nullable whether a row can be inserted without a parent
 */
public record Reference(String name, QualifiedName from, QualifiedName to, List<String> columns,
		List<String> referencedColumns, OnDelete onDelete, boolean deferrable, boolean nullable) {

	public Reference {
		columns = List.copyOf(columns);
		referencedColumns = List.copyOf(referencedColumns);
	}

	/** Whether a table references itself: usually a tree, and harmless. */
	public boolean toItself() {
		return this.from.equals(this.to);
	}

}
