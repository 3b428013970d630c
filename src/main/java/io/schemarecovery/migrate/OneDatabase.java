package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Query;

/**
 * Refuses a start that is about several databases: no transaction, no lock and no record
 * covers both of them.
 *
 * @param beans the Flyway beans of the application
 * @param profile the profile of such a start
 */
record OneDatabase(List<FlywayBean> beans, String profile) {

	// a URL does not tell: localhost and 127.0.0.1, a pooler and what is behind it
	private static final Query<String> IDENTITY = Query
		.text("SELECT oid || '@' || extract(epoch FROM pg_postmaster_start_time()) FROM pg_database"
				+ " WHERE datname = current_database()");

	/**
	 * Look whether every data source answers, and all of them for the same database.
	 * @throws RecoveryException (exit code 69) if one does not answer; (exit code 78) if
	 * there are several databases
	 */
	void check() {
		Map<DataSource, String> identities = new HashMap<>();
		for (FlywayBean bean : this.beans) {
			identities.computeIfAbsent(bean.target(), this::identity);
		}
		if (identities.values().stream().distinct().count() > 1) {
			throw new RecoveryException(ExitCode.CONFIGURATION,
					"A start with the profile %s is about one database.".formatted(this.profile),
					this.beans.stream()
						.map((bean) -> "Flyway bean '%s': %s".formatted(bean.name(), DatabaseAddress.of(bean.target())))
						.toList(),
					"Keep the Flyway beans of the others, and their initializers, out of this start: @Profile(\"!%s\"). Nothing was touched."
						.formatted(this.profile));
		}
	}

	private String identity(DataSource target) {
		try (Connection connection = target.getConnection()) {
			String product = connection.getMetaData().getDatabaseProductName();
			boolean alone = this.beans.stream().map(FlywayBean::target).distinct().count() == 1;
			return (alone || !product.equals("PostgreSQL")) ? product : IDENTITY.list(connection).get(0);
		}
		catch (SQLException ex) {
			throw SqlFailure.of("connecting", ex, "database: " + DatabaseAddress.of(target));
		}
	}

}
