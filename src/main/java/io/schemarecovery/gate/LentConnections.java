package io.schemarecovery.gate;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.schemarecovery.jdbc.ConnectionPool;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** The connections that the application has borrowed and not given back. */
final class LentConnections {

	private static final Log logger = LogFactory.getLog(LentConnections.class);

	private final Set<LentConnection> all = ConcurrentHashMap.newKeySet();

	/**
	 * Remember that a connection is lent, unless a data source behind this one does.
	 * @param connection the connection
	 * @param pool where it is from, if that is known
	 * @param reading whether it can only read, and stays so
	 * @return what to hand to the borrower
	 */
	Connection lend(Connection connection, @Nullable ConnectionPool pool, boolean reading) {
		if (LentConnection.isLent(connection)) {
			return connection;
		}
		LentConnection lent = new LentConnection(connection, pool, reading, this.all::remove);
		this.all.add(lent);
		return lent.proxy();
	}

	/**
	 * Wait until all that are lent now are given back, and end those that are not.
	 * @param patience time to wait
	 */
	void recall(Duration patience) {
		long deadline = System.nanoTime() + patience.toNanos();
		List<LentConnection> kept = List.copyOf(this.all)
			.stream()
			.filter((connection) -> !connection.awaitReturn(deadline - System.nanoTime()))
			.toList();
		if (!kept.isEmpty()) {
			logger.warn(
					"Connections borrowed before the reset and not given back within %s ms, which are ended: %s, of %s"
						.formatted(patience.toMillis(), kept.size(),
								kept.stream()
									.map((connection) -> "thread '" + connection.borrower() + "'")
									.distinct()
									.collect(Collectors.joining(", "))));
			kept.forEach(LentConnection::end);
		}
	}

}
