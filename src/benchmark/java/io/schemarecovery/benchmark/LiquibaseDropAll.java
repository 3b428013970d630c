package io.schemarecovery.benchmark;

import java.sql.Connection;
import java.util.Map;

import javax.sql.DataSource;

import liquibase.CatalogAndSchema;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Liquibase's {@code dropAll}, called as Spring Boot's {@code drop-first} calls it. */
final class LiquibaseDropAll implements DropTool {

	/** As Spring Boot has it: nothing to the console. */
	private static final Map<String, Object> QUIET = Map.of(Scope.Attr.ui.name(), new LoggerUIService());

	@Override
	public String name() {
		return "liquibase";
	}

	@Override
	public PreparedDrop prepare(Target target, DataSource pool) {
		System.setProperty("liquibase.analytics.enabled", "false");
		CatalogAndSchema[] schemas = target.schemas()
			.stream()
			.map((schema) -> new CatalogAndSchema(null, schema))
			.toArray(CatalogAndSchema[]::new);
		return PreparedDrop.of(() -> Scope.child(QUIET, () -> dropAll(pool, schemas)));
	}

	private static void dropAll(DataSource pool, CatalogAndSchema[] schemas) throws Exception {
		try (Connection connection = pool.getConnection()) {
			Database database = DatabaseFactory.getInstance()
				.findCorrectDatabaseImplementation(new JdbcConnection(connection));
			try (Liquibase liquibase = new Liquibase("none", new ClassLoaderResourceAccessor(), database)) {
				liquibase.dropAll(schemas);
			}
		}
	}

}
