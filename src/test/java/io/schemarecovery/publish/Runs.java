package io.schemarecovery.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.schemarecovery.graph.ForeignKeyGraph;
import io.schemarecovery.publish.ReportContent.Database;
import io.schemarecovery.report.Cascade;
import io.schemarecovery.report.RunSummary;
import io.schemarecovery.report.RunSummary.StageSummary;
import io.schemarecovery.report.Stage;
import io.schemarecovery.report.StageResult.Status;
import org.jspecify.annotations.Nullable;

/** Runs to tell of. */
final class Runs {

	static final Instant STARTED = Instant.parse("2026-11-23T02:14:07Z");

	private Runs() {
	}

	static ReportContent content(@Nullable RunSummary run, @Nullable ForeignKeyGraph graph) {
		return new ReportContent(run, graph,
				new Database("storefront", "dpg-ck3.frankfurt-postgres.example:5432", "18.1"),
				List.of("run 6, 3 days old, usable, 41 objects, 18 MB"), STARTED.plusSeconds(20));
	}

	/** One that went well, with all there is to tell. */
	static RunSummary done() {
		Map<String, Long> objects = new LinkedHashMap<>(Map.of("table", 41L, "sequence", 38L));
		objects.put("view", 4L);
		objects.put("function", 7L);
		objects.put("type", 2L);
		return run("done", stages(Status.DONE), objects, null);
	}

	static RunSummary failed(String error) {
		return run("failed", List.of(stage(Stage.OPEN, Status.DONE, "storefront on PostgreSQL 18.1", 84),
				stage(Stage.DROP, Status.FAILED, error, 31_207)), Map.of(), error);
	}

	static RunSummary fromEntities() {
		return run("done", stages(Status.FAILED), Map.of("table", 9L), null);
	}

	static RunSummary run(String state, List<StageSummary> stages, Map<String, Long> objects, @Nullable String error) {
		return new RunSummary(7, "storefront", List.of("public"), "DB_RESET=true", state, STARTED,
				STARTED.plusMillis(12_480), "web-1 (pid 17)", "3f9c2d1", "storefront_owner", stages, objects,
				List.of("view reporting.turnover", "foreign key audit.entry_user_id_fkey"), List.of("spatial_ref_sys"),
				List.of(new Cascade("V5__rebuild_user.sql", 3, "DROP TABLE \"user\"",
						List.of("constraint cart_user_id_fkey on table cart",
								"constraint orders_user_id_fkey on table orders", "view customer_overview")),
						new Cascade("V9__drop_legacy.sql", 12, "drop type legacy_state",
								List.of("column state of table legacy_order"))),
				error, null);
	}

	private static List<StageSummary> stages(Status migrated) {
		boolean well = migrated == Status.DONE;
		return List.of(stage(Stage.OPEN, Status.DONE, "storefront on PostgreSQL 18.1, schema public", 84),
				stage(Stage.DROP, Status.DONE, "92 objects in one transaction", 2_311),
				stage(Stage.PURGE, Status.DONE, "flyway_schema_history and alembic_version", 41),
				stage(Stage.MIGRATE, migrated,
						well ? "9 migrations, CASCADE added in 2" : "V5__rebuild_user.sql, line 3: 42P01", 9_120),
				stage(Stage.FALLBACK, well ? Status.SKIPPED : Status.DONE,
						well ? "the migrations succeeded" : "9 tables from 9 entities", well ? 0 : 640),
				stage(Stage.CLOSE, Status.DONE, "the schema fits the entities", 903));
	}

	private static StageSummary stage(Stage stage, Status status, String detail, long millis) {
		return new StageSummary(stage, status, detail, Duration.ofMillis(millis));
	}

}
