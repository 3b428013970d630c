package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.testing.TestDatabase;

import static org.awaitility.Awaitility.await;

/** A session of the owner with an open transaction that has read a relation. */
record Reader(TestDatabase database, Connection connection) implements AutoCloseable {

	static Reader of(TestDatabase database, String relation) throws SQLException {
		Connection connection = database.connect();
		connection.setAutoCommit(false);
		return new Reader(database, connection).execute("SELECT * FROM " + relation);
	}

	Reader execute(String... statements) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		return this;
	}

	/** Drops in another thread and in batches, of which one waits for the reader. */
	CompletableFuture<DropPlan> drop(String... settings) {
		String[] all = Stream
			.concat(Stream.of("drop.mode=batched", "drop.parallelism=1", "drop.lock-timeout=200ms"),
					Stream.of(settings))
			.toArray(String[]::new);
		return CompletableFuture
			.supplyAsync(() -> DropContract.stage(all).drop(this.database.dataSource(), List.of("public")));
	}

	void awaitDropWaiting() {
		await().until(() -> !this.database
			.query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = '"
					+ this.database.name() + "'")
			.isEmpty());
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

}
