package io.schemarecovery.catalog;

/**
 * Something outside of the scope that depends on something in it, and would go with it.
 *
 * @param schema its schema, unquoted; empty for what lives in none
 * @param description what the server calls it, "constraint invoice_user_fkey on table
 * billing.invoice"
 */
public record Casualty(String schema, String description) {

	@Override
	public String toString() {
		return this.description;
	}

}
