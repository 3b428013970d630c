package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.schemarecovery.jdbc.Query;
import org.jspecify.annotations.Nullable;

/**
 * What joins tables.
 *
 * @param foreignKeys the foreign keys
 * @param inheritances the partitions and heirs
 */
record TableLinks(List<ForeignKey> foreignKeys, List<Inheritance> inheritances) {

	// conparentid: the copies that a partitioned table gives its partitions go with it.
	// Which tables are of the scope is known here, and has to be found out there.
	private static final String FOREIGN_KEYS = """
			SELECT conrelid::bigint, confrelid::bigint, conname FROM pg_constraint WHERE contype = 'f' AND conparentid = 0
			""";

	private static final String INHERITANCES = "SELECT inhrelid::bigint, inhparent::bigint FROM pg_inherits";

	static TableLinks read(Connection connection, List<CatalogObject> objects) throws SQLException {
		Map<Long, CatalogObject> tables = new HashMap<>();
		objects.stream()
			.filter((object) -> object.kind() == ObjectKind.TABLE || object.kind() == ObjectKind.FOREIGN_TABLE)
			.forEach((table) -> tables.put(table.oid(), table));
		return new TableLinks(Query.of(FOREIGN_KEYS, (row) -> foreignKey(row, tables)).list(connection), Query
			.of(INHERITANCES, (row) -> tables.containsKey(row.getLong(1))
					? new Inheritance(row.getLong(1), row.getLong(2)) : null)
			.list(connection));
	}

	private static @Nullable ForeignKey foreignKey(ResultSet row, Map<Long, CatalogObject> tables) throws SQLException {
		CatalogObject table = tables.get(row.getLong(1));
		return (table != null) ? new ForeignKey(table.oid(), row.getLong(2),
				new QualifiedName(table.schema(), table.name()), row.getString(3)) : null;
	}

}
