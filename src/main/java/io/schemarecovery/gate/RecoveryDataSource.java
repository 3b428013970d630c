package io.schemarecovery.gate;

import java.sql.Connection;
import java.sql.SQLException;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import java.util.Objects;

import javax.sql.DataSource;

/**
 * A data source as the recovery sees it: the gates of the data sources behind it, of
 * which a routing one has several, let through whoever connects by it.
 */
final class RecoveryDataSource extends DelegatingDataSource {

	private final ConnectionGate gate;

	RecoveryDataSource(DataSource target, ConnectionGate gate) {
		super(target);
		this.gate = gate;
	}

	private DataSource target() {
		return Objects.requireNonNull(getTargetDataSource());
	}

	@Override
	public Connection getConnection() throws SQLException {
		return this.gate.connectAsRecovery(target(), super::getConnection);
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return this.gate.connectAsRecovery(target(), () -> super.getConnection(username, password));
	}

}
