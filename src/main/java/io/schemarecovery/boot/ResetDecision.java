package io.schemarecovery.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.ledger.Instance;
import io.schemarecovery.ledger.InstanceLock;
import io.schemarecovery.ledger.Ledger;
import io.schemarecovery.ledger.Protection;
import io.schemarecovery.ledger.RequestKey;
import io.schemarecovery.ledger.RunFence;
import io.schemarecovery.ledger.RunLog;
import io.schemarecovery.ledger.RunRecord;
import io.schemarecovery.ledger.Scope;
import io.schemarecovery.ledger.Standing;
import io.schemarecovery.ledger.StartCheck;
import io.schemarecovery.migrate.DatabaseAddress;
import io.schemarecovery.migrate.Migrations;
import io.schemarecovery.request.Deployment;
import io.schemarecovery.request.ResetRequest;
import io.schemarecovery.request.SchemaRecoveryProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;

/**
 * Decides whether a start that asks for a reset carries it out, or starts as any other
 * because that was done already. Asked by whatever of the refresh would touch the
 * database; the first to ask waits for the lock, which is kept until the reset is done.
 */
class ResetDecision implements DisposableBean {

	private static final Log logger = LogFactory.getLog(ResetDecision.class);

	private final ResetRequest request;

	private final Environment environment;

	private final SchemaRecoveryProperties properties;

	private final RecoveryTarget target;

	private final RunFence fence;

	private @Nullable Decided decided;

	private @Nullable InstanceLock lock;

	/**
	 * What was decided.
	 *
	 * @param schemas names of the schemas, unquoted
	 * @param scope what the ledger remembers them by
	 * @param ledger the ledger, or {@code null} if none is kept
	 * @param standing how it stands with the request
	 */
	private record Decided(List<String> schemas, Scope scope, @Nullable Ledger ledger, Standing standing) {

	}

	ResetDecision(ResetRequest request, Environment environment, SchemaRecoveryProperties properties,
			RecoveryTarget target, RunFence fence) {
		this.request = request;
		this.environment = environment;
		this.properties = properties;
		this.target = target;
		this.fence = fence;
	}

	/** Whether there is nothing to carry out any more. */
	synchronized boolean carriedOut() {
		return decided().standing().carriedOut() != null;
	}

	/**
	 * Whether something is to be carried out, by a database that can be reached:
	 * Hibernate says of one that cannot only that there is no dialect.
	 */
	synchronized boolean reachable() {
		if (carriedOut()) {
			return false;
		}
		DataSource dataSource = this.target.find().dataSource();
		try (Connection connection = dataSource.getConnection()) {
			return !connection.isClosed();
		}
		catch (SQLException ex) {
			throw SqlFailure.of("connecting", ex, "database: " + DatabaseAddress.of(dataSource));
		}
	}

	/** The schemas that the reset is about. */
	synchronized List<String> schemas() {
		return decided().schemas();
	}

	/** What the ledger remembers the schemas by. */
	synchronized Scope scope() {
		return decided().scope();
	}

	/**
	 * Write down that the reset, or the undo, begins.
	 * @param undone number of the run that is undone, or {@code null} for a reset
	 * @return where to go on writing, or {@code null} if no ledger is kept
	 */
	synchronized @Nullable RunLog begin(@Nullable Long undone) {
		Ledger ledger = decided().ledger();
		InstanceLock held = this.lock;
		if (ledger == null || held == null) {
			return null;
		}
		decided().standing().checkFinishes(this.request);
		RunRecord unfinished = decided().standing().resumedBy(this.request);
		if (unfinished != null) {
			logger.warn("Going on with " + unfinished);
		}
		return ledger.begin(key(), unfinished, undone, held, Instance.of(this.environment),
				this.properties.waitTimeout());
	}

	/**
	 * The run that is gone on with.
	 * @return the run, or {@code null} if a new one begins
	 */
	synchronized @Nullable RunRecord resumed() {
		return decided().standing().resumedBy(this.request);
	}

	/** Let other instances go on. */
	synchronized void done() {
		if (this.lock != null) {
			this.lock.release();
		}
	}

	@Override
	public synchronized void destroy() {
		if (this.lock != null) {
			this.lock.close();
		}
	}

	private Decided decided() {
		if (this.decided == null) {
			Migrations migrations = this.target.find();
			// finding it may have asked for the decision already
			if (this.decided == null) {
				this.decided = decide(migrations);
			}
		}
		return this.decided;
	}

	/**
	 * Refuse the reset of a protected database that nobody confirmed.
	 * @param connection a connection to it
	 * @throws SQLException if a query fails
	 */
	void checkProtection(Connection connection) throws SQLException {
		Protection.check(connection, this.properties.protect(),
				this.environment.getProperty(ResetRequest.CONFIRMATION));
	}

	private Decided decide(Migrations migrations) {
		DataSource dataSource = migrations.dataSource();
		if (!recorded() && (!(this.request instanceof ResetRequest.Button) || this.properties.archive().enabled())) {
			throw new RecoveryException(ExitCode.CONFIGURATION, this.request + " needs a record in the database.",
					List.of("schema-recovery.ledger is off: neither a request nor an archive would be remembered."),
					"Set schema-recovery.ledger=on, or DB_RESET=true for one start, without an archive. Nothing was touched.");
		}
		try {
			List<String> schemas = Transaction.rollback(dataSource,
					(connection) -> new ResetScope(this.properties).schemas(migrations, connection));
			List<String> named = this.properties.schemas();
			Scope scope = new Scope(application(this.environment), named.isEmpty() ? schemas : named);
			if (this.properties.dryRun()) {
				return new Decided(schemas, scope, null, Standing.UNKNOWN);
			}
			this.lock = InstanceLock.acquire(dataSource, scope.application(), this.properties.waitTimeout());
			Ledger ledger = recorded() ? new Ledger(dataSource, scope, this.fence) : null;
			Standing standing = (ledger != null) ? ledger.settle(key(), this.properties.waitTimeout())
					: Standing.UNKNOWN;
			if (this.properties.repeat()) {
				standing = standing.again();
			}
			if (ledger == null || standing.carriedOut() != null) {
				checkUnfinished(dataSource, scope);
			}
			story().begin(standing.carriedOut());
			if (standing.carriedOut() != null) {
				this.lock.release();
				if (this.properties.protect()) {
					Protection.mark(dataSource, scope.application());
				}
			}
			return new Decided(schemas, scope, ledger, standing);
		}
		catch (SQLException ex) {
			throw SqlFailure.of("opening the database", ex, "database: " + DatabaseAddress.of(dataSource));
		}
	}

	/** A run of whoever that nothing here would finish. While the lock is held. */
	private void checkUnfinished(DataSource dataSource, Scope scope) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			connection.setAutoCommit(true);
			new StartCheck(scope.application(), this.properties.waitTimeout()).check(connection, scope.schemas());
		}
	}

	/** What the log says of the request. */
	RequestStory story() {
		return new RequestStory(this.request, this.properties);
	}

	private boolean recorded() {
		return this.properties.ledger() == SchemaRecoveryProperties.Ledger.ON;
	}

	private RequestKey key() {
		return RequestKey.of(this.request, Deployment.find(this.environment).orElse(""));
	}

	static String application(Environment environment) {
		return environment.getProperty("spring.application.name", "application");
	}

}
