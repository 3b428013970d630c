package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

import javax.sql.DataSource;

import io.schemarecovery.cascade.CascadePolicies;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Data source whose connections add CASCADE to a DROP where the policy permits it.
 * {@code unwrap} reaches the driver, which Flyway's COPY needs.
 */
final class CascadeDataSource extends DelegatingDataSource {

	private final CascadePolicies policies;

	private final Suspensions suspensions;

	private final CascadeJournal journal = new CascadeJournal();

	private final OwnSessions sessions = new OwnSessions();

	private volatile Runnable before = () -> {
	};

	CascadeDataSource(DataSource target, CascadePolicies policies, Suspensions suspensions) {
		super(target);
		this.policies = policies;
		this.suspensions = suspensions;
	}

	@Override
	public Connection getConnection() throws SQLException {
		this.before.run();
		return decorate(super.getConnection());
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return decorate(super.getConnection(username, password));
	}

	private Connection decorate(Connection connection) throws SQLException {
		if (!"PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())) {
			return connection;
		}
		this.sessions.opened(connection);
		return CascadeConnection.decorate(connection, new CascadeRewrite(this.policies, this.sessions), this.journal,
				this.suspensions);
	}

	/** Have something done before each connection. */
	void beforeEach(Runnable action) {
		this.before = action;
	}

	CascadePolicies policies() {
		return this.policies;
	}

	CascadeJournal journal() {
		return this.journal;
	}

	Suspensions suspensions() {
		return this.suspensions;
	}

	DataSource target() {
		return Objects.requireNonNull(getTargetDataSource());
	}

}
