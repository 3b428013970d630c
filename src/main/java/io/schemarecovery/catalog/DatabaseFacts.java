package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Which database it is, as a person knows it.
 *
 * @param server host and port as the application connects to them, without user, password
 * and options; empty if the driver does not tell
 * @param name name of the database
 * @param role name of the role of the connection
 * @param version version of the server, "18.6"
 * @param bytes size on disk, or {@code null} if it could not be measured in time
 */
public record DatabaseFacts(String server, String name, String role, String version, @Nullable Long bytes) {

	private static final Pattern URL = Pattern.compile("jdbc:postgresql://(?:[^@/]*@)?([^/?@]*)/.*", Pattern.DOTALL);

	// looks at every file of the database
	private static final Query<Long> SIZE = Query.of("SELECT pg_database_size(current_database())",
			(row) -> row.getLong(1));

	private static final Query<DatabaseFacts> FACTS = Query.of("""
			SELECT current_database(), current_user, current_setting('server_version')
			""", (row) -> new DatabaseFacts("", row.getString(1), row.getString(2), row.getString(3), null));

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/**
	 * Read them.
	 * @param connection a connection within a transaction, whose statements may take any
	 * time afterwards
	 * @return which database it is
	 * @throws SQLException if the connection fails
	 */
	public static DatabaseFacts read(Connection connection) throws SQLException {
		DatabaseFacts facts = FACTS.list(connection).get(0);
		Long bytes = Transaction.attempt(connection, PATIENCE, DatabaseFacts::size).orElse(null);
		return new DatabaseFacts(server(connection.getMetaData().getURL()), facts.name(), facts.role(),
				facts.version().split(" ")[0], bytes);
	}

	private static Long size(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("SET LOCAL statement_timeout = " + PATIENCE.toMillis());
			Long bytes = SIZE.list(connection).get(0);
			statement.execute("SET LOCAL statement_timeout = 0");
			return bytes;
		}
	}

	/** Host and port of a JDBC URL, which may be {@code null}. */
	static String server(@Nullable String url) {
		Matcher matcher = URL.matcher(Objects.requireNonNullElse(url, ""));
		if (!matcher.matches()) {
			return "";
		}
		String server = matcher.group(1).isEmpty() ? "localhost" : matcher.group(1);
		return server.matches(".*:\\d+") ? server : server + ":5432";
	}

}
