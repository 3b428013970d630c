package io.schemarecovery.benchmark;

import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.drop.DropStage;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.request.SchemaRecoveryProperties;
import io.schemarecovery.testing.Settings;

/** The drop of this library, with its default settings. */
final class Ours implements DropTool {

	@Override
	public String name() {
		return "ours";
	}

	@Override
	public PreparedDrop prepare(Target target, DataSource pool) {
		return PreparedDrop.of(() -> drop(pool, target.schemas()));
	}

	static void drop(DataSource dataSource, List<String> schemas) {
		SchemaRecoveryProperties properties = Settings.of();
		LockedTransaction transaction = new LockedTransaction(properties.drop().lockTimeout(),
				properties.drop().timeout());
		new DropStage(properties, transaction, new ProgressBoard()).drop(dataSource, schemas);
	}

}
