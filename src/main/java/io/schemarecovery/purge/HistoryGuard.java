package io.schemarecovery.purge;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.schemarecovery.catalog.Closure;
import io.schemarecovery.catalog.ClosureReader;
import io.schemarecovery.catalog.KeptObject;
import io.schemarecovery.catalog.ObjectAddress;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.Query;

/** Looks at a history table that no drop of a schema takes along. */
final class HistoryGuard {

	private static final Query<ObjectAddress> ADDRESS = Query.of("""
			SELECT c.tableoid::bigint, c.oid::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			 WHERE c.relkind IN ('r', 'p') AND n.nspname = ? AND c.relname = ?
			""", (row) -> new ObjectAddress(row.getLong(1), row.getLong(2), 0));

	private static final Query<String> FOREIGN_OWNER = Query.text("""
			SELECT pg_get_userbyid(c.relowner) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			 WHERE n.nspname = ? AND c.relname = ? AND NOT pg_has_role(c.relowner, 'USAGE')
			""");

	private final ClosureReader closures = new ClosureReader();

	void checkNotKept(Connection connection, Collection<QualifiedName> tables, List<KeptObject> kept)
			throws SQLException {
		List<ObjectAddress> purged = new ArrayList<>();
		for (QualifiedName table : tables) {
			purged.addAll(ADDRESS.list(connection, table.schema(), table.name()));
		}
		List<String> both = kept.stream()
			.filter((object) -> object.whole() && purged.contains(object.address()))
			.map(KeptObject::toString)
			.toList();
		if (!both.isEmpty()) {
			throw new RecoveryException(ExitCode.CONFIGURATION,
					"schema-recovery.drop.keep would keep what stage purge removes.", both,
					"Narrow schema-recovery.drop.keep: with its history kept, nothing would be migrated. A version table of another tool can be taken out of schema-recovery.purge.version-tables instead. Nothing was touched.");
		}
	}

	void check(Connection connection, QualifiedName history) throws SQLException {
		List<String> evidence = new ArrayList<>();
		FOREIGN_OWNER.list(connection, history.schema(), history.name())
			.forEach((owner) -> evidence.add("It belongs to " + owner + ", a role that this one is no member of."));
		Closure closure = this.closures.read(connection, ADDRESS.list(connection, history.schema(), history.name()));
		closure.dependents().forEach((dependent) -> evidence.add(dependent + " depends on it."));
		if (!evidence.isEmpty()) {
			throw new RecoveryException(ExitCode.REFUSED,
					"The history table %s could not be removed, so the reset is refused.".formatted(history), evidence,
					"Remove what depends on it, or ask its owner for the table. Nothing was touched.");
		}
	}

}
