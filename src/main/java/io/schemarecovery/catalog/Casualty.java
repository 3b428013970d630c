package io.schemarecovery.catalog;

/**
 * Something outside of the scope that depends on something in it, and would go with it.
 *
 * @param schema its schema, unquoted; empty for what lives in none
 * @param description what the server calls it, "constraint invoice_user_fkey on table
 * billing.invoice"
 * @param rows estimated number of rows that would be lost, in a table, a materialized
 * view or a column; 0 for what has none
 */
public record Casualty(String schema, String description, long rows) {

	@Override
	public String toString() {
		return (this.rows > 0) ? this.description + " (about " + this.rows + " rows)" : this.description;
	}

}
