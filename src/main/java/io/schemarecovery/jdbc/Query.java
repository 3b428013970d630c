package io.schemarecovery.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A query, whose values are all bound.
 *
 * @param <T> what a row becomes
 */
public final class Query<T> {

	private final String sql;

	private final Row<T> row;

	private Query(String sql, Row<T> row) {
		this.sql = sql;
		this.row = row;
	}

	/**
	 * Reads one row, or leaves it out by giving null.
	 *
	 * @param <T> what it becomes
	 */
	public interface Row<T> {

		@Nullable T read(ResultSet row) throws SQLException;

	}

	/**
	 * A query whose rows become records.
	 * @param sql the text, with a {@code ?} for each value
	 * @param row reads a row
	 */
	public static <T> Query<T> of(String sql, Row<T> row) {
		return new Query<>(sql, row);
	}

	/**
	 * A query for one text a row.
	 * @param sql the text, with a {@code ?} for each value
	 */
	public static Query<String> text(String sql) {
		return new Query<>(sql, (row) -> row.getString(1));
	}

	/**
	 * Run the query.
	 * @param connection where to run it
	 * @param values a value for each {@code ?}: a text, or a list of texts for an array
	 * @return the rows, in order
	 * @throws SQLException if it fails
	 */
	public List<T> list(Connection connection, Object... values) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.sql)) {
			for (int i = 0; i < values.length; i++) {
				Object value = values[i];
				statement.setObject(i + 1,
						(value instanceof List<?> texts) ? connection.createArrayOf("text", texts.toArray()) : value);
			}
			List<T> rows = new ArrayList<>();
			try (ResultSet result = statement.executeQuery()) {
				while (result.next()) {
					T read = this.row.read(result);
					if (read != null) {
						rows.add(read);
					}
				}
			}
			return rows;
		}
	}

}
