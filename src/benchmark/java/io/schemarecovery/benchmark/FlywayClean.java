package io.schemarecovery.benchmark;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

/** Flyway's {@code clean}. */
final class FlywayClean implements DropTool {

	@Override
	public String name() {
		return "flyway";
	}

	@Override
	public PreparedDrop prepare(Target target, DataSource pool) {
		Flyway flyway = Flyway.configure()
			.dataSource(pool)
			.schemas(target.schemas().toArray(String[]::new))
			.cleanDisabled(false)
			.load();
		return PreparedDrop.of(flyway::clean);
	}

}
