package io.schemarecovery.ledger;

import java.util.List;

/**
 * What a run is about.
 *
 * @param application name of the application
 * @param schemas names of the schemas, unquoted, sorted
 */
public record Scope(String application, List<String> schemas) {

	public Scope {
		schemas = schemas.stream().sorted().toList();
	}

	@Override
	public String toString() {
		return "application " + this.application + ", schema " + String.join(", ", this.schemas);
	}

}
