package io.schemarecovery.rehearse;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.DedicatedConnection;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Session;
import io.schemarecovery.jdbc.SiblingDatabase;
import org.jspecify.annotations.Nullable;

/**
 * A database made for one rehearsal, and dropped at its end, also when the process is
 * told to stop. What a killed process leaves is dropped by the next rehearsal.
 */
final class ScratchDatabase implements Copy {

	private static final Query<String> NAME = Query
		.text("""
				SELECT 'schema_recovery_rehearsal_' || pg_backend_pid() || '_' || floor(extract(epoch FROM clock_timestamp()))::bigint
				""");

	private static final Query<String> COMMENT = Query.text("""
			SELECT format('%L', 'Schema Recovery: rehearsal of ' || current_database() || ', session ' || pid || '.'
			         || floor(extract(epoch FROM backend_start))::bigint)
			  FROM pg_stat_activity WHERE pid = pg_backend_pid()
			""");

	// what belongs to a database, and a copy lacks
	private static final Query<String> SETTINGS = Query.text("""
			SELECT DISTINCT split_part(setting, '=', 1)
			  FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase, unnest(setconfig) setting
			 WHERE datname = current_database()
			   AND (setrole = 0 OR setrole = (SELECT oid FROM pg_roles WHERE rolname = current_user))
			""");

	private final DataSource original;

	private final Connection admin;

	private final String name;

	private String description = "";

	private final List<String> remarks = new ArrayList<>();

	private final Map<DataSource, DataSource> siblings = new ConcurrentHashMap<>();

	private final Thread hook = new Thread(this::dropAtShutdown, "rehearsal-cleanup");

	private final boolean empty;

	private ScratchDatabase(DataSource original, Connection admin, String name, boolean empty) {
		this.original = original;
		this.admin = admin;
		this.name = name;
		this.empty = empty;
	}

	/**
	 * Make it.
	 * @param original where the database is
	 * @param empty whether it is to be empty, or a copy
	 * @throws NoCopyException if that is not permitted, or not possible now
	 */
	static ScratchDatabase create(DataSource original, boolean empty) throws NoCopyException {
		try {
			Connection admin = DedicatedConnection.open(original);
			try {
				return create(original, admin, empty);
			}
			catch (SQLException | RuntimeException | NoCopyException ex) {
				admin.close();
				throw ex;
			}
		}
		catch (SQLException ex) {
			switch (SqlFailure.exitCode(ex)) {
				case NO_DATABASE -> throw SqlFailure.of("making a database for the rehearsal", ex);
				default -> throw new NoCopyException(String.valueOf(ex.getMessage()).replaceAll("\\s+", " "));
			}
		}
	}

	private static ScratchDatabase create(DataSource original, Connection admin, boolean empty)
			throws SQLException, NoCopyException {
		List<String> removed = Leftovers.remove(admin);
		String name = NAME.list(admin).get(0);
		if (!SiblingDatabase.isKnown(original)) {
			throw new NoCopyException("the data source does not tell how it connects");
		}
		ScratchDatabase scratch = new ScratchDatabase(original, admin, name, empty);
		Runtime.getRuntime().addShutdownHook(scratch.hook);
		try {
			scratch.make();
			scratch.checkWay();
			scratch.remarks.addAll(removed);
			execute(admin, "COMMENT ON DATABASE %s IS %s".formatted(name, COMMENT.list(admin).get(0)));
			scratch.takeOver(SETTINGS.list(admin));
			return scratch;
		}
		catch (SQLException | RuntimeException | NoCopyException ex) {
			scratch.end();
			throw ex;
		}
	}

	private void make() throws SQLException {
		long start = System.nanoTime();
		execute(this.admin, "CREATE DATABASE %s TEMPLATE %s".formatted(this.name,
				this.empty ? "template0" : TemplateChecks.quotedName(this.admin)));
		this.description = "%s %s, made in %,d ms".formatted(this.empty ? "on the empty database" : "on the copy",
				this.name, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
	}

	/** A pooler between the application and the server may not know the database. */
	private void checkWay() throws NoCopyException {
		DataSource sibling = null;
		try {
			sibling = SiblingDatabase.of(this.original, this.name).orElseThrow();
			sibling.getConnection().close();
		}
		catch (SQLException | RuntimeException ex) {
			throw new NoCopyException("a copy cannot be connected to: %s"
				.formatted(String.valueOf(ex.getMessage()).replaceAll("\\s+", " ")));
		}
		finally {
			close(sibling);
		}
	}

	/** The session was made by those settings, so it has the values. */
	private void takeOver(List<String> settings) {
		for (String setting : settings) {
			try {
				execute(this.admin, "ALTER DATABASE %s SET %s FROM CURRENT".formatted(this.name, setting));
			}
			catch (SQLException ex) {
				this.remarks
					.add("the setting %s of the database was not taken over: %s".formatted(setting, ex.getMessage()));
			}
		}
	}

	@Override
	public DataSource as(DataSource dataSource) {
		return this.siblings.computeIfAbsent(dataSource, (one) -> SiblingDatabase.of(one, this.name)
			.orElseGet(() -> SiblingDatabase.of(this.original, this.name).orElseThrow()));
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public List<String> cannotShow() {
		return List.of(
				this.empty ? "what the migrations meet in a database that is in use"
						: "locks and load of other sessions, which the copy has not",
				"what stands outside of the database: roles, tablespaces, replication, rights on the database itself",
				"what Java migrations and callbacks do outside of the database: that was done for real");
	}

	@Override
	public List<String> leftOut() {
		return List.of();
	}

	@Override
	public @Nullable Obstacle obstacle() {
		return null;
	}

	@Override
	public List<String> end() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// the process ends, and the hook does this as well
		}
		closeSiblings();
		try (this.admin) {
			if (!this.admin.isValid(1)) {
				drop();
			}
			else {
				drop(this.admin);
			}
			this.remarks.add("the database %s was dropped again".formatted(this.name));
		}
		catch (SQLException ex) {
			this.remarks.add("the database %s could not be dropped, the next rehearsal tries again: %s"
				.formatted(this.name, ex.getMessage()));
		}
		return this.remarks;
	}

	private void closeSiblings() {
		this.siblings.values().forEach(this::close);
	}

	private void close(@Nullable DataSource sibling) {
		if (sibling instanceof AutoCloseable closeable) {
			try {
				closeable.close();
			}
			catch (Exception ex) {
				this.remarks.add("a pool of the rehearsal could not be closed: " + ex.getMessage());
			}
		}
	}

	/** It may just be made, which the server would bring to its end. */
	private void dropAtShutdown() {
		try {
			Session.end(this.admin);
			drop();
		}
		catch (SQLException ex) {
			System.err.println("The database %s could not be dropped: %s".formatted(this.name, ex.getMessage()));
		}
	}

	private void drop() throws SQLException {
		try (Connection another = DedicatedConnection.open(this.original)) {
			drop(another);
		}
	}

	/** A session that is told to end may take longer than the server waits for it. */
	private void drop(Connection connection) throws SQLException {
		String sql = "DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(this.name);
		try {
			execute(connection, sql);
		}
		catch (SQLException ex) {
			execute(connection, sql);
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
