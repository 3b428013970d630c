package io.schemarecovery.suspend;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a statement failed on: a row without its parent, a parent that may not go, or a
 * TRUNCATE of a table that others reference.
 *
 * @param truncate whether it was a TRUNCATE, which needs that there is no key at all
 * @param schema schema of the table that references, unquoted; {@code null} for a
 * TRUNCATE
 * @param table the table that references, unquoted; {@code null} for a TRUNCATE
 * @param constraint the foreign key, unquoted; {@code null} for a TRUNCATE
 * @param text what the server said
 */
public record Violation(boolean truncate, @Nullable String schema, @Nullable String table, @Nullable String constraint,
		String text) {

	/** foreign_key_violation, restrict_violation. */
	private static final Set<String> ROWS = Set.of("23503", "23001");

	private static final String FEATURE_NOT_SUPPORTED = "0A000";

	/** The function of the server that refuses such a TRUNCATE, whatever its language. */
	private static final String TRUNCATE_CHECK = "heap_truncate_check_FKs";

	/**
	 * Recognise a violation.
	 * @param exception what the driver threw
	 * @return the violation, or empty if the statement failed on something else
	 */
	public static Optional<Violation> of(SQLException exception) {
		ServerErrorMessage message = (exception instanceof PSQLException server) ? server.getServerErrorMessage()
				: null;
		if (message == null) {
			return Optional.empty();
		}
		String text = message.getMessage() + " " + message.getDetail();
		if (ROWS.contains(String.valueOf(exception.getSQLState()))) {
			return Optional
				.of(new Violation(false, message.getSchema(), message.getTable(), message.getConstraint(), text));
		}
		return (FEATURE_NOT_SUPPORTED.equals(exception.getSQLState()) && TRUNCATE_CHECK.equals(message.getRoutine()))
				? Optional.of(new Violation(true, null, null, null, text)) : Optional.empty();
	}

	boolean names(HeldKey key) {
		return key.name().equals(this.constraint) && key.tableName().name().equals(this.table)
				&& key.tableName().schema().equals(this.schema);
	}

	boolean isOfTheSameKey(Violation other) {
		return this.truncate ? equals(other) : Objects.equals(this.constraint, other.constraint)
				&& Objects.equals(this.table, other.table) && Objects.equals(this.schema, other.schema);
	}

	boolean mentions(HeldKey key) {
		return this.truncate && this.text.contains('"' + key.definition().referencedName() + '"');
	}

}
