package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.schemarecovery.report.Cascade;
import org.jspecify.annotations.Nullable;

/**
 * What the CASCADEs of a connection took in its current transaction: it goes into the
 * journal with the commit, and is forgotten with a rollback. With {@code group=true} one
 * transaction spans all migrations.
 */
final class OpenCascades {

	private final Connection connection;

	private final CascadeJournal journal;

	private final List<Cascade> open = new ArrayList<>();

	private final Map<Savepoint, Integer> savepoints = new IdentityHashMap<>();

	OpenCascades(Connection connection, CascadeJournal journal) {
		this.connection = connection;
		this.journal = journal;
	}

	/** A statement has run. */
	void ran(CascadeRewrite.Sql sql) throws SQLException {
		sql.cascading().forEach((verdict) -> this.open.add(this.journal.cascade(sql.original(), verdict)));
		if (!this.open.isEmpty() && this.connection.getAutoCommit()) {
			committed();
		}
	}

	/**
	 * A method of the connection was called.
	 * @param method its name
	 * @param argument its argument, or {@code null} if it has none
	 * @param result what it gave, or {@code null}
	 */
	void called(String method, @Nullable Object argument, @Nullable Object result) {
		switch (method) {
			case "commit" -> committed();
			case "setAutoCommit" -> {
				// switching it on commits
				if (Boolean.TRUE.equals(argument)) {
					committed();
				}
			}
			case "setSavepoint" -> {
				if (result instanceof Savepoint savepoint) {
					this.savepoints.put(savepoint, this.open.size());
				}
			}
			case "rollback", "close" -> {
				int kept = (argument instanceof Savepoint savepoint) ? this.savepoints.getOrDefault(savepoint, 0) : 0;
				this.open.subList(Math.min(kept, this.open.size()), this.open.size()).clear();
			}
			default -> {
			}
		}
	}

	private void committed() {
		this.open.forEach(this.journal::committed);
		this.open.clear();
		this.savepoints.clear();
	}

}
