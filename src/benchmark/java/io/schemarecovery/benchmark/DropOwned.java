package io.schemarecovery.benchmark;

import javax.sql.DataSource;

/** {@code DROP OWNED BY} the owner of it all. */
final class DropOwned implements DropTool {

	@Override
	public String name() {
		return "drop-owned";
	}

	@Override
	public boolean mayRaiseLocks() {
		return true;
	}

	@Override
	public PreparedDrop prepare(Target target, DataSource pool) {
		return PreparedDrop.of(() -> Sql.execute(pool, "DROP OWNED BY CURRENT_USER CASCADE"));
	}

}
