package io.schemarecovery.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Collectors;

import io.schemarecovery.jdbc.Query;
import io.schemarecovery.report.Cascade;
import io.schemarecovery.report.RunSummary;
import io.schemarecovery.report.RunSummary.StageSummary;
import io.schemarecovery.report.Stage;
import io.schemarecovery.report.StageResult.Status;
import io.schemarecovery.request.ResetRequest;
import org.jspecify.annotations.Nullable;

/** Tells what the ledger remembers, in as many queries for one run as for many. */
public final class Runs {

	private static final String HEADER = """
			SELECT r.id, r.application, r.scope, r.request, r.state, r.started, r.finished, r.instance, r.version,
			       r.database_user, r.error, r.undoes
			  FROM schema_recovery.run r
			""";

	private static final Query<Header> NEWEST = Query
		.of(HEADER + "WHERE r.application = ? AND r.state <> 'void' ORDER BY r.id DESC LIMIT ?::int", Header::read);

	private static final Query<Header> ONE = Query.of(HEADER + "WHERE r.application = ? AND r.id = ?", Header::read);

	private static final Query<Entry<Long, StageSummary>> STAGES = Query.of("""
			SELECT r.id, s.key, s.value->>'status', s.value->>'detail', s.value->>'milliseconds'
			  FROM schema_recovery.run r, jsonb_each(r.outcomes) s WHERE r.id = ANY (?::text[]::bigint[])
			 ORDER BY array_position(ARRAY['open', 'drop', 'purge', 'migrate', 'fallback', 'close'], s.key)
			""",
			(row) -> Map.entry(row.getLong(1),
					new StageSummary(Stage.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
							Status.valueOf(row.getString(3)), row.getString(4), Duration.ofMillis(row.getLong(5)))));

	private static final Query<Entry<Long, Entry<String, Long>>> OBJECTS = Query.of("""
			SELECT r.id, o.key, o.value FROM schema_recovery.run r, jsonb_each_text(r.objects) o
			 WHERE r.id = ANY (?::text[]::bigint[]) ORDER BY o.key
			""", (row) -> Map.entry(row.getLong(1), Map.entry(row.getString(2), row.getLong(3))));

	private static final Query<Entry<Long, String>> ITEMS = Query.of("""
			SELECT r.id, i FROM schema_recovery.run r, jsonb_each(r.outcomes) s, jsonb_array_elements_text(s.value->?) i
			 WHERE r.id = ANY (?::text[]::bigint[])
			""", (row) -> Map.entry(row.getLong(1), row.getString(2)));

	private static final Query<Entry<Long, Cascade>> CASCADES = Query.of("""
			SELECT r.id, c->>'migration', c->>'line', c->>'statement',
			       ARRAY(SELECT jsonb_array_elements_text(c->'taken'))
			  FROM schema_recovery.run r, jsonb_each(r.outcomes) s, jsonb_array_elements(s.value->'cascades') c
			 WHERE r.id = ANY (?::text[]::bigint[])
			""", (row) -> Map.entry(row.getLong(1),
			new Cascade(row.getString(2), row.getInt(3), row.getString(4), texts(row.getArray(5)))));

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
	 * The newest runs of an application, but for those that destroyed nothing.
	 * @param connection a connection
	 * @param application its name
	 * @param count how many at most
	 * @return the newest first; empty if there are none, or no ledger
	 * @throws SQLException if a query fails
	 */
	public static List<RunSummary> newest(Connection connection, String application, int count) throws SQLException {
		return LedgerSchema.exists(connection) ? summaries(connection, NEWEST.list(connection, application, count))
				: List.of();
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
		return LedgerSchema.exists(connection)
				? summaries(connection, ONE.list(connection, application, id)).stream().findFirst() : Optional.empty();
	}

	private static List<RunSummary> summaries(Connection connection, List<Header> headers) throws SQLException {
		List<String> ids = headers.stream().map((header) -> Long.toString(header.id())).toList();
		Map<Long, List<StageSummary>> stages = byRun(STAGES.list(connection, ids));
		Map<Long, List<Entry<String, Long>>> objects = byRun(OBJECTS.list(connection, ids));
		Map<Long, List<String>> casualties = byRun(ITEMS.list(connection, "casualties", ids));
		Map<Long, List<String>> kept = byRun(ITEMS.list(connection, "kept", ids));
		Map<Long, List<Cascade>> cascades = byRun(CASCADES.list(connection, ids));
		return headers.stream()
			.map((header) -> new RunSummary(header.id(), header.application(), header.scope(),
					ResetRequest.VARIABLE + "=" + header.request(), header.state(), header.started(), header.finished(),
					header.instance(), header.version(), header.role(), of(header, stages), counts(of(header, objects)),
					of(header, casualties), of(header, kept), of(header, cascades), header.error(), header.undoes()))
			.toList();
	}

	private static <T> Map<Long, List<T>> byRun(List<Entry<Long, T>> rows) {
		return rows.stream()
			.collect(Collectors.groupingBy(Entry::getKey, Collectors.mapping(Entry::getValue, Collectors.toList())));
	}

	private static <T> List<T> of(Header header, Map<Long, List<T>> byRun) {
		return byRun.getOrDefault(header.id(), List.of());
	}

	private static Map<String, Long> counts(List<Entry<String, Long>> objects) {
		Map<String, Long> counts = new LinkedHashMap<>();
		objects.forEach((kind) -> counts.put(kind.getKey(), kind.getValue()));
		return counts;
	}

	private static List<String> texts(Array array) throws SQLException {
		return List.of((String[]) array.getArray());
	}

}
