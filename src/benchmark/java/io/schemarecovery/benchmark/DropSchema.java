package io.schemarecovery.benchmark;

import javax.sql.DataSource;

/** {@code DROP SCHEMA … CASCADE}, all schemas in one statement. */
final class DropSchema implements DropTool {

	@Override
	public String name() {
		return "drop-schema";
	}

	@Override
	public boolean mayRaiseLocks() {
		return true;
	}

	@Override
	public PreparedDrop prepare(Target target, DataSource pool) {
		return PreparedDrop
			.of(() -> Sql.execute(pool, "DROP SCHEMA " + String.join(", ", target.schemas()) + " CASCADE"));
	}

}
