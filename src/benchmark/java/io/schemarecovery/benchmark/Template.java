package io.schemarecovery.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/** A workload's database on a server, and the copies of it that the tools get. */
final class Template implements AutoCloseable {

	private static final String TEMPLATE = "benchmark_template";

	private static final String COPY = "benchmark_copy";

	private final Server server;

	private final Workload workload;

	private Template(Server server, Workload workload) {
		this.server = server;
		this.workload = workload;
	}

	static Template create(Server server, Workload workload) throws SQLException {
		long start = System.nanoTime();
		Template template = new Template(server, workload);
		server.execute("CREATE DATABASE " + TEMPLATE + " OWNER " + Server.OWNER);
		template.generate();
		// as autovacuum would sooner or later: not within somebody's time
		server.execute(TEMPLATE, "VACUUM (ANALYZE) " + server.query(TEMPLATE, String.class, """
				SELECT string_agg(oid::regclass::text, ', ') FROM pg_class
				WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r'"""));
		System.out.printf("%s%s: made in %d s%n", workload.label(), server.isRaised() ? ", more locks" : "",
				TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
		return template;
	}

	private void generate() throws SQLException {
		try (Connection connection = DriverManager.getConnection(this.server.url(TEMPLATE), Server.OWNER,
				Server.PASSWORD); Statement statement = connection.createStatement()) {
			for (Iterator<String> transactions = this.workload.statements().iterator(); transactions.hasNext();) {
				statement.execute(transactions.next());
			}
		}
	}

	/** A fresh copy, which replaces the one before. */
	Target copy() throws SQLException {
		drop(COPY);
		// as files, which costs the server no log: known to 15 and newer
		this.server.execute(
				"CREATE DATABASE " + COPY + " TEMPLATE " + TEMPLATE + " OWNER " + Server.OWNER + " STRATEGY file_copy");
		return new Target(this.server, COPY, this.workload);
	}

	private void drop(String database) throws SQLException {
		this.server.execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
	}

	@Override
	public void close() throws SQLException {
		drop(COPY);
		drop(TEMPLATE);
	}

}
