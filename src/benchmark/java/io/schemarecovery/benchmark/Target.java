package io.schemarecovery.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.jdbc.DataSourceBuilder;

/**
 * A database whose schemas are to be emptied.
 *
 * @param server where it is
 * @param database its name
 * @param workload what is in it
 */
record Target(Server server, String database, Workload workload) {

	String url() {
		return this.server.url(this.database);
	}

	List<String> schemas() {
		return this.workload.schemas();
	}

	/** A pool as Spring Boot makes it, its connections open. */
	HikariDataSource pool() throws SQLException {
		return pool(url(), Server.OWNER, Server.PASSWORD);
	}

	static HikariDataSource pool(String url, String user, String password) throws SQLException {
		HikariDataSource pool = DataSourceBuilder.create()
			.type(HikariDataSource.class)
			.url(url)
			.username(user)
			.password(password)
			.build();
		List<Connection> connections = new ArrayList<>();
		for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
			connections.add(pool.getConnection());
		}
		for (Connection connection : connections) {
			connection.close();
		}
		return pool;
	}

	/** Tables, indexes, sequences and the like that are still there. */
	int relationsLeft() throws SQLException {
		return this.server.query(this.database, Integer.class, """
				SELECT count(*) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
				WHERE nspname = ANY (string_to_array(?, ','))""", String.join(",", schemas()));
	}

	/** Ends whoever is connected, and lets nobody in any more. */
	void disconnect() throws SQLException {
		this.server.execute("ALTER DATABASE " + this.database + " WITH ALLOW_CONNECTIONS false");
		this.server
			.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + this.database + "'");
	}

}
