package com.example.storefront.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A running PostgreSQL server with the shop's database, which the first start fills with
 * the {@link StuckDatabase}. Later starts find it as the last one left it.
 */
final class EmbeddedDatabase implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedDatabase.class);

	private final DataDirectory directory;

	private final EmbeddedPostgres server;

	private EmbeddedDatabase(DataDirectory directory, EmbeddedPostgres server) {
		this.directory = directory;
		this.server = server;
	}

	static EmbeddedDatabase start(Path path) {
		DataDirectory directory = DataDirectory.open(path);
		try {
			if (!directory.hasCluster()) {
				fill(directory);
			}
			EmbeddedPostgres server = run(directory.cluster());
			logger.info("Using embedded PostgreSQL {} on port {}, its data is in {}", version(server), server.getPort(),
					directory.cluster());
			return new EmbeddedDatabase(directory, server);
		}
		catch (RuntimeException ex) {
			directory.close();
			throw ex;
		}
	}

	private static void fill(DataDirectory directory) {
		logger.info("Making the embedded database, as an application left it whose migrations are stuck");
		Path cluster = directory.newCluster();
		EmbeddedPostgres server = run(cluster);
		try {
			StuckDatabase.create(server);
		}
		finally {
			stop(server, cluster);
		}
		directory.adopt(cluster);
	}

	private static EmbeddedPostgres run(Path cluster) {
		try {
			return EmbeddedPostgres.builder()
				.setDataDirectory(cluster)
				.setCleanDataDirectory(false)
				// a shutdown hook would take the server from an application that is still
				// shutting down
				.setRegisterShutdownHook(false)
				.setLocaleConfig("locale", "C")
				// long enough for a recovery after a crash
				.setPGStartupWait(Duration.ofMinutes(1))
				.start();
		}
		catch (IOException | RuntimeException ex) {
			stopLeftover(cluster);
			throw new FailureAnalyzedException("The embedded PostgreSQL did not start in " + cluster + ".",
					"Start with logging.level.io.zonky=INFO to see why, delete the directory to begin anew"
							+ " (what is in it is lost), or set DATABASE_URL to use another server.",
					ex);
		}
	}

	private static String version(EmbeddedPostgres server) {
		return String.valueOf(
				new JdbcTemplate(server.getPostgresDatabase()).queryForObject("SHOW server_version", String.class));
	}

	String jdbcUrl() {
		return "jdbc:postgresql://localhost:" + this.server.getPort() + "/" + StuckDatabase.NAME;
	}

	@Override
	public void close() {
		try (this.directory) {
			stop(this.server, this.directory.cluster());
		}
	}

	/**
	 * Waits for the end, so that the next process to hold the directory finds no server
	 * in it.
	 */
	private static void stop(EmbeddedPostgres server, Path cluster) {
		try {
			server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			stopLeftover(cluster);
		}
	}

	private static void stopLeftover(Path cluster) {
		try {
			LeftoverServer.stop(cluster);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
