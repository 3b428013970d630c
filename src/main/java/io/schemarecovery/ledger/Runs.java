package io.schemarecovery.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.schemarecovery.jdbc.Query;
import io.schemarecovery.report.Cascade;
import io.schemarecovery.report.RunSummary;
import io.schemarecovery.report.RunSummary.StageSummary;
import io.schemarecovery.report.Stage;
import io.schemarecovery.report.StageResult.Status;
import io.schemarecovery.request.ResetRequest;
import org.jspecify.annotations.Nullable;

/** Tells what the ledger remembers. */
public final class Runs {

	private static final Query<Long> NEWEST = Query.of("""
			SELECT r.id FROM schema_recovery.run r
			 WHERE r.application = ? AND r.state <> 'void' ORDER BY r.id DESC LIMIT ?::int
			""", (row) -> row.getLong(1));

	private static final Query<Header> HEADER = Query.of("""
			SELECT r.id, r.application, r.scope, r.request, r.state, r.started, r.finished, r.instance, r.version,
			       r.database_user, r.error, r.undoes
			  FROM schema_recovery.run r WHERE r.id = ? AND r.application = ?
			""", Header::read);

	private static final Query<StageSummary> STAGES = Query.of("""
			SELECT s.key, s.value->>'status', s.value->>'detail', s.value->>'milliseconds'
			  FROM schema_recovery.run r, jsonb_each(r.outcomes) s WHERE r.id = ?
			 ORDER BY array_position(ARRAY['open', 'drop', 'purge', 'migrate', 'fallback', 'close'], s.key)
			""", (row) -> new StageSummary(Stage.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
			Status.valueOf(row.getString(2)), row.getString(3), Duration.ofMillis(row.getLong(4))));

	private static final Query<Map.Entry<String, Long>> OBJECTS = Query.of("""
			SELECT o.key, o.value FROM schema_recovery.run r, jsonb_each_text(r.objects) o WHERE r.id = ? ORDER BY o.key
			""", (row) -> Map.entry(row.getString(1), row.getLong(2)));

	private static final Query<String> ITEMS = Query.text("""
			SELECT i FROM schema_recovery.run r, jsonb_each(r.outcomes) s, jsonb_array_elements_text(s.value->?) i
			 WHERE r.id = ?
			""");

	private static final Query<Cascade> CASCADES = Query.of("""
			SELECT c->>'migration', c->>'line', c->>'statement', ARRAY(SELECT jsonb_array_elements_text(c->'taken'))
			  FROM schema_recovery.run r, jsonb_each(r.outcomes) s, jsonb_array_elements(s.value->'cascades') c
			 WHERE r.id = ?
			""", (row) -> new Cascade(row.getString(1), row.getInt(2), row.getString(3), texts(row.getArray(4))));

	private Runs() {
	}

	/** What stands in the row of a run. */
	private record Header(long id, String application, List<String> scope, String request, String state,
			Instant started, @Nullable Instant finished, String instance, @Nullable String version, String role,
			@Nullable String error, @Nullable Long undoes) {

		static Header read(ResultSet row) throws SQLException {
			Timestamp finished = row.getTimestamp("finished");
			return new Header(row.getLong("id"), row.getString("application"), texts(row.getArray("scope")),
					row.getString("request"), row.getString("state"), row.getTimestamp("started").toInstant(),
					(finished != null) ? finished.toInstant() : null, row.getString("instance"),
					row.getString("version"), row.getString("database_user"), row.getString("error"),
					row.getObject("undoes", Long.class));
		}

	}

	/**
	 * Numbers of the newest runs of an application, but for those that destroyed nothing.
	 * @param connection a connection
	 * @param application its name
	 * @param count how many at most
	 * @return the newest first; empty if there are none, or no ledger
	 * @throws SQLException if a query fails
	 */
	public static List<Long> newest(Connection connection, String application, int count) throws SQLException {
		return LedgerSchema.exists(connection) ? NEWEST.list(connection, application, count) : List.of();
	}

	/**
	 * All there is to tell of a run.
	 * @param connection a connection
	 * @param application name of the application
	 * @param id number of the run
	 * @return the run, empty if the application has none of the number, or there is no
	 * ledger
	 * @throws SQLException if a query fails
	 */
	public static Optional<RunSummary> find(Connection connection, String application, long id) throws SQLException {
		if (!LedgerSchema.exists(connection)) {
			return Optional.empty();
		}
		for (Header header : HEADER.list(connection, id, application)) {
			Map<String, Long> objects = new LinkedHashMap<>();
			OBJECTS.list(connection, id).forEach((entry) -> objects.put(entry.getKey(), entry.getValue()));
			return Optional.of(new RunSummary(id, header.application(), header.scope(),
					ResetRequest.VARIABLE + "=" + header.request(), header.state(), header.started(), header.finished(),
					header.instance(), header.version(), header.role(), STAGES.list(connection, id), objects,
					ITEMS.list(connection, "casualties", id), ITEMS.list(connection, "kept", id),
					CASCADES.list(connection, id), header.error(), header.undoes()));
		}
		return Optional.empty();
	}

	private static List<String> texts(Array array) throws SQLException {
		return Arrays.asList((String[]) array.getArray());
	}

}
