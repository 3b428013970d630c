package io.schemarecovery.boot;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.testing.Fingerprint;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A start that shows what a reset would drop, and does nothing else. */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class DryRunTests {

	private static final List<String> EVENTS = new ArrayList<>();

	private static final String XMIN = "SELECT string_agg(oid || ' ' || xmin, ',' ORDER BY oid) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
			+ " UNION ALL SELECT string_agg(ctid || ' ' || xmin, ',' ORDER BY ctid) FROM flyway_schema_history"
			+ " UNION ALL SELECT string_agg(ctid || ' ' || xmin || ' ' || name, ',' ORDER BY ctid) FROM \"user\"";

	@BeforeEach
	void forget() {
		EVENTS.clear();
	}

	/** Stuck in the middle, with all that a plan has to tell of. */
	private static TestDatabase stuck(TestDatabase database) {
		Launch.of(ShopApplication.class, database, "shop/tables").startAndStop();
		database.execute("INSERT INTO \"user\" (name) SELECT 'Ada' FROM generate_series(1, 1200)",
				"INSERT INTO cart (user_id) VALUES (1)", "CREATE VIEW active AS SELECT * FROM \"user\"",
				"CREATE TYPE mood AS ENUM ('ok')", "CREATE SEQUENCE numbers",
				"CREATE TABLE audit_log (id int, mood mood)", "INSERT INTO audit_log VALUES (1, 'ok')");
		database.superuser("ANALYZE");
		return database;
	}

	private static void withWhatIsRefused(TestDatabase database) {
		database.execute("CREATE SCHEMA other", "CREATE TABLE other.bill (user_id bigint REFERENCES \"user\")");
		database.superuser("CREATE FUNCTION public.theirs() RETURNS int LANGUAGE sql AS 'SELECT 1'",
				"CREATE PUBLICATION changes FOR TABLE cart");
	}

	private static Launch dryRun(TestDatabase database) {
		return Launch.of(ShopApplication.class, database, "shop/tables", "shop/rebuild", "shop/seed")
			.with(Recording.class)
			.with("DB_RESET=true", "schema-recovery.dry-run=true");
	}

	@Test
	void startEndsBeforeAnyOtherRunnerAndNothingIsChanged(TestDatabase database, CapturedOutput output) {
		stuck(database);
		Fingerprint before = Fingerprint.of(database);
		List<String> rows = database.query(XMIN);
		AbandonedRunException end = catchThrowableOfType(AbandonedRunException.class,
				() -> dryRun(database)
					.with("spring.jpa.hibernate.ddl-auto=update", "spring.sql.init.mode=always",
							"spring.sql.init.data-locations=classpath:shop/data.sql")
					.web()
					.start());
		assertThat(end).isNotNull();
		assertThat(end.getApplicationContext().isActive()).isFalse();
		assertThat(EVENTS).singleElement().asString().startsWith("port ");
		int port = Integer.parseInt(EVENTS.get(0).substring("port ".length()));
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new Socket("localhost", port).close());
		assertThat(before.changes(Fingerprint.of(database), Set.of())).isEmpty();
		assertThat(database.query(XMIN)).isEqualTo(rows).doesNotContainNull();
		assertThat(output.getOut()).contains("Dry run: nothing was changed. A reset would empty public of database "
				+ database.name() + " as role " + database.owner() + ".", "It would be carried out.");
	}

	@Test
	void tableTellsAllThatThePlanKnows(TestDatabase database, CapturedOutput output) {
		stuck(database);
		withWhatIsRefused(database);
		show(dryRun(database).with("schema-recovery.drop.keep=audit_log"));
		String tables = pretty(database, "pg_total_relation_size('\"user\"') + pg_total_relation_size('cart')"
				+ " + pg_total_relation_size('flyway_schema_history')");
		assertThat(output.getOut().lines().map((line) -> line.strip().replaceAll(" +", " "))).containsSubsequence(
				"goes objects rows (about) size", "view 1 0 0 bytes", "table 3 1,202 " + tables,
				"sequence 1 0 " + pretty(database, "pg_total_relation_size('numbers')"), "function 1 0 0 bytes",
				"stays, to be kept:", "table public.audit_log", "type public.mood, which a kept object needs",
				"goes as well, outside of the schemas:", "constraint bill_user_id_fkey on table other.bill",
				"belongs to another role:",
				"function public.theirs(), owned by postgres: ALTER ROUTINE public.theirs() OWNER TO \""
						+ database.owner() + "\"",
				"stays, in no schema:", "publication changes");
		assertThat(output.getOut()).containsPattern("locks: \\d+ needed, [\\d,]+ free")
			.contains("atomic: one transaction, all or nothing, connections: 1", "It would be refused:",
					"1 outside of public would go as well:", "to go on: to let these go",
					"schema-recovery.drop.collateral=allow", "schema-recovery.drop.others=allow")
			.doesNotContain("It would be carried out.");
	}

	@Test
	void jsonSaysTheSame(TestDatabase database, CapturedOutput output) {
		stuck(database);
		withWhatIsRefused(database);
		show(dryRun(database).with("schema-recovery.drop.keep=audit_log", "schema-recovery.dry-run-format=json",
				"schema-recovery.drop.mode=batched"));
		List<String> json = output.getOut().lines().filter((line) -> line.startsWith("{")).toList();
		assertThat(json).hasSize(1);
		assertThat(output.getOut()).doesNotContain("Dry run: nothing was changed");
		JsonNode plan = JsonMapper.shared().readTree(json.get(0));
		assertThat(plan.get("database").asString()).isEqualTo(database.name());
		assertThat(plan.get("role").asString()).isEqualTo(database.owner());
		assertThat(texts(plan.get("schemas"))).containsExactly("public");
		assertThat(plan.get("goes")
			.valueStream()
			.map((kind) -> "%s %d %d %d".formatted(kind.get("kind").asString(), kind.get("count").asLong(),
					kind.get("rows").asLong(), kind.get("bytes").asLong())))
			.containsExactly("view 1 0 0", "table 3 1202 " + database.query(
					"SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relname IN ('user', 'cart', 'flyway_schema_history')")
				.get(0), "sequence 1 0 8192", "function 1 0 0");
		assertThat(texts(plan.get("kept"))).containsExactly("table public.audit_log",
				"type public.mood, which a kept object needs");
		assertThat(plan.get("casualties").valueStream().map((casualty) -> casualty.get("description").asString()))
			.containsExactly("constraint bill_user_id_fkey on table other.bill");
		assertThat(plan.at("/notOurs/0/grant").asString())
			.isEqualTo("ALTER ROUTINE public.theirs() OWNER TO \"" + database.owner() + "\"");
		assertThat(texts(plan.get("outsideSchemas"))).contains("publication changes");
		assertThat(plan.at("/locks/needed").asLong()).isPositive().isLessThan(plan.at("/locks/free").asLong());
		assertThat(plan.at("/transactions/mode").asString()).isEqualTo("batched");
		assertThat(plan.at("/transactions/batches").asInt()).isEqualTo(4);
		assertThat(plan.get("refusals").valueStream().map((refusal) -> refusal.get("action").asString())).hasSize(2)
			.anyMatch((action) -> action.contains("drop.collateral=allow"))
			.anyMatch((action) -> action.contains("drop.others=allow"));
	}

	@Test
	void lockedTableIsNotWaitedFor(TestDatabase database, CapturedOutput output) throws SQLException {
		stuck(database);
		try (Connection session = database.connect(); Statement statement = session.createStatement()) {
			session.setAutoCommit(false);
			statement.execute("LOCK TABLE \"user\", flyway_schema_history");
			assertThat(CompletableFuture.runAsync(() -> show(dryRun(database)))).succeedsWithin(Duration.ofSeconds(30));
		}
		assertThat(output.getOut().lines().map((line) -> line.replaceAll(" +", " "))).contains("table 4 1,203 locked");
		assertThat(EVENTS).isEmpty();
	}

	@Test
	void emptySchemaHasNothingToGo(TestDatabase database, CapturedOutput output) {
		show(dryRun(database));
		assertThat(output.getOut()).contains("nothing\n", "It would be carried out.");
	}

	@Test
	void dryRunOfAClosedDropIsRefused(TestDatabase database) {
		RecoveryException failure = dryRun(stuck(database))
			.with("schema-recovery.drop.enabled=false", "schema-recovery.fallback.enabled=false",
					"schema-recovery.purge.enabled=false")
			.fail();
		assertThat(failure.getExitCode()).isEqualTo(78);
		assertThat(failure.account()).contains("dry-run without drop");
		assertThat(database.query("SELECT count(*) FROM audit_log")).containsExactly("1");
	}

	@Test
	void withoutARequestNothingIsShownAndTheApplicationStarts(TestDatabase database, CapturedOutput output) {
		Launch.of(ShopApplication.class, database, "shop/tables")
			.with(Recording.class)
			.with("schema-recovery.dry-run=true")
			.startAndStop();
		assertThat(EVENTS).containsExactly("runner", "ready");
		assertThat(output.getOut()).doesNotContain("Dry run:");
	}

	@Test
	void processEndsWithStatusZeroWithAWebServerAndWithout(TestDatabase database) throws Exception {
		stuck(database);
		Process none = fork(database, "none");
		Process servlet = fork(database, "servlet");
		for (Process process : List.of(none, servlet)) {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(output).isZero();
			assertThat(output).contains("It would be carried out.").doesNotContain("Exception", "ERROR");
		}
		assertThat(database.query("SELECT count(*) FROM \"user\"")).containsExactly("1200");
	}

	private static Process fork(TestDatabase database, String web) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), ShopApplication.class.getName()));
		Arrays
			.asList("spring.config.name=none", "spring.main.web-application-type=" + web, "server.port=0",
					"spring.datasource.url=" + database.url(), "spring.datasource.username=" + database.owner(),
					"spring.datasource.password=" + TestDatabase.PASSWORD,
					"spring.flyway.locations=classpath:shop/tables", "DB_RESET=true", "schema-recovery.dry-run=true")
			.forEach((property) -> command.add("--" + property));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	private static void show(Launch launch) {
		assertThatExceptionOfType(AbandonedRunException.class).isThrownBy(launch::start);
	}

	private static List<String> texts(JsonNode array) {
		return array.valueStream().map(JsonNode::asString).toList();
	}

	private static String pretty(TestDatabase database, String bytes) {
		return database.query("SELECT pg_size_pretty(" + bytes + ")").get(0);
	}

	@Configuration(proxyBeanMethods = false)
	static class Recording {

		@Bean
		CommandLineRunner recordingRunner() {
			return (arguments) -> EVENTS.add("runner");
		}

		@Bean
		ApplicationListener<ApplicationReadyEvent> recordingListener() {
			return (event) -> EVENTS.add("ready");
		}

		@Bean
		ApplicationListener<WebServerInitializedEvent> recordingPort() {
			return (event) -> EVENTS.add("port " + event.getWebServer().getPort());
		}

	}

}
