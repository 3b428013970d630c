package io.schemarecovery.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.schemarecovery.failure.RecoveryException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Names that nothing reads, and values that cannot be read. */
class SettingsTests {

	private static final String METADATA = """
			{"groups": [
			  {"name": "schema-recovery", "type": "io.schemarecovery.request.SettingsTests$First",
			   "sourceType": "io.schemarecovery.request.SettingsTests$First"},
			  {"name": "schema-recovery.report", "type": "io.schemarecovery.request.SettingsTests$Second",
			   "sourceType": "io.schemarecovery.request.SettingsTests$Second"},
			  {"name": "schema-recovery.report.page", "type": "io.schemarecovery.request.SettingsTests$Page",
			   "sourceType": "io.schemarecovery.request.SettingsTests$Second"},
			  {"name": "other", "type": "com.example.Other", "sourceType": "com.example.Other"}],
			 "properties": [
			  {"name": "schema-recovery.one", "type": "java.lang.String"},
			  {"name": "schema-recovery.report.page.width", "type": "java.lang.Integer",
			   "description": "Has \\"quotes\\", commas, [brackets] and {braces}."},
			  {"name": "schema-recovery.report.labels", "type": "java.util.Map<java.lang.String,java.lang.String>"},
			  {"name": "other.thing", "type": "java.lang.String"}]}
			""";

	record First(String one) {

	}

	record Second(Page page, Map<String, String> labels) {

	}

	record Page(int width) {

	}

	@Nested
	class Names {

		@ParameterizedTest
		@ValueSource(strings = { "schema-recovery.drop.enabled", "schema-recovery.dryrun", "schema-recovery.dry_run",
				"schema-recovery.dryRun", "schemaRecovery.dryRun", "schemarecovery.drop.enabled",
				"SCHEMA-RECOVERY.DRY-RUN", "schema-recovery.drop.keep[0]", "schema-recovery.drop.keep",
				"schema-recovery.drop.lockTimeout", "schema-recovery.purge.version-tables[12]",
				"management.health.schemarecovery.enabled", "schema-recoverer.other", "spring.flyway.table",
				"schema.drop.enabled" })
		void everySpellingThatIsReadPasses(String name) {
			assertThat(unknown(file(name, "x"))).isEmpty();
		}

		@ParameterizedTest
		@ValueSource(strings = { "SCHEMA_RECOVERY_DROP_ENABLED", "SCHEMARECOVERY_DROP_ENABLED",
				"SCHEMA_RECOVERY_DRY_RUN", "SCHEMARECOVERY_DRYRUN", "SCHEMA_RECOVERY_DROP_KEEP",
				"SCHEMA_RECOVERY_DROP_KEEP_0", "SCHEMARECOVERY_DROP_KEEP_0_", "schema_recovery_drop_keep",
				"schema-recovery.drop.keep", "SCHEMA_RECOVERY_DROP_LOCK_TIMEOUT", "SCHEMARECOVERY_DROP_LOCKTIMEOUT" })
		void everySpellingOfAVariableThatIsReadPasses(String name) {
			assertThat(unknown(variable(name, "x"))).isEmpty();
		}

		@ParameterizedTest
		@CsvSource({ "schema-recovery.drop.enbled, schema-recovery.drop.enabled",
				"schema-recovery.drop.lock-timout, schema-recovery.drop.lock-timeout",
				"schema-recovery.migrate.foreignkey, schema-recovery.migrate.foreign-keys",
				"schema-recovry.drop.enabled, schema-recovery.drop.enabled",
				"schemarecovery-drop.enabled, schema-recovery.drop.enabled",
				"schema-recovery-drop-enabled, schema-recovery.drop.enabled",
				"schema-recovery.drop.kepe[0], schema-recovery.drop.keep",
				"schema-recovery.archive, schema-recovery.archive.enabled",
				"schema-recovery.cascade, schema-recovery.migrate.cascade",
				"SCHEMA_RECOVERY_DRY_RUN, schema-recovery.dry-run" })
		void typoIsToldWithTheNearestName(String name, String nearest) {
			assertThat(unknown(file(name, "true")))
				.containsExactly("%s: did you mean %s?; set in application.yaml".formatted(name, nearest));
		}

		@ParameterizedTest
		@CsvSource({ "SCHEMA_RECOVERY_DROP_ENBLED, SCHEMA_RECOVERY_DROP_ENABLED",
				"SCHEMA_RECOVERY_DRYRUN, SCHEMA_RECOVERY_DRY_RUN", "SCHEMARECOVERY_DRY_RUN, SCHEMA_RECOVERY_DRY_RUN",
				"SCHEMA_RECOVERY_ARCHIVE, SCHEMA_RECOVERY_ARCHIVE_ENABLED",
				"SCHEMA_RECOVRY_DROP_MODE, SCHEMA_RECOVERY_DROP_MODE",
				"SCHEMA_RECOVERY_DROP_KEEP_0_, SCHEMA_RECOVERY_DROP_KEEP" })
		void typoInAVariableIsToldAsAVariable(String name, String nearest) {
			assertThat(unknown(variable(name, "true"))).singleElement()
				.asString()
				.startsWith("%s: did you mean %s?; set in ".formatted(name, nearest))
				.endsWith("systemEnvironment");
		}

		@ParameterizedTest
		@ValueSource(strings = { "SCHEMA_RECOVERY_DROP_KEEP_0_", "SCHEMA_RECOVERY_DRYRUN", "SCHEMARECOVERY_DRY_RUN" })
		void springBootIndeedReadsNoneOfThem(String name) {
			Binder binder = new Binder(ConfigurationPropertySource.from(variable(name, "true")));
			assertThat(binder.bind("schema-recovery.drop.keep", Bindable.listOf(String.class)).isBound()).isFalse();
			assertThat(binder.bind("schema-recovery.dry-run", Boolean.class).isBound()).isFalse();
		}

		@Test
		void nameThatIsLikeNoneIsToldInAFile() {
			assertThat(unknown(file("schema-recovery.colour", "red")))
				.containsExactly("schema-recovery.colour: there is no such setting; set in application.yaml");
			assertThat(unknown(variable("SCHEMA_RECOVERY_DROP_COLOUR", "red"))).singleElement()
				.asString()
				.contains("there is no such setting");
		}

		@ParameterizedTest
		@ValueSource(strings = { "SCHEMA_RECOVERY_SERVICE_HOST", "SCHEMA_RECOVERY_SERVICE_PORT_HTTP",
				"SCHEMA_RECOVERY_PORT", "SCHEMA_RECOVERY_PORT_8080_TCP_ADDR", "SCHEMA_RECOVERY_DROP_SERVICE_HOST",
				"SCHEMA_RECOVERY_VERSION", "SCHEMA_RECOVERY_IMAGE", "SCHEMA_REGISTRY_URL", "RECOVERY", "PATH", "_" })
		void variablesOfOthersAreLeftAlone(String name) {
			assertThat(unknown(variable(name, "tcp://10.0.0.1:80"))).isEmpty();
		}

		@ParameterizedTest
		@ValueSource(strings = { "schema-recovery-service.url", "schema-recovery-ui.enabled",
				"schemarecoveryclient.timeout", "SCHEMA_RECOVERY_DB_PASSWORD", "schema-recovery-password", "db.rest",
				"db.preset", "DB_RESET_CONFIG" })
		void settingsOfOthersAreLeftAlone(String name) {
			assertThat(unknown(file(name, "true"))).isEmpty();
		}

		@ParameterizedTest
		@ValueSource(strings = { "DB_RESSET", "DB_REST", "DB_RSEET", "DBRESET", "RESET_DB", "db.reset", "DB_RESET_" })
		void variableLikeThatOfTheRequestIsToldIfItAsks(String name) {
			for (String value : new String[] { "true", "once:a", "undo:last" }) {
				assertThat(unknown(variable(name, value))).singleElement()
					.asString()
					.contains("did you mean DB_RESET?");
			}
			for (String value : new String[] { "false", "", "postgres://u:p@h/d", "7" }) {
				assertThat(unknown(variable(name, value))).isEmpty();
			}
		}

		@Test
		void confirmationIsToldWhateverItSays() {
			assertThat(unknown(variable("DB_RESET_CONFRIM", "shop"))).singleElement()
				.asString()
				.contains("did you mean DB_RESET_CONFIRM?");
			assertThat(unknown(variable("DB_RESET_CONFIRM", "shop"))).isEmpty();
		}

		@Test
		void groupWithNothingBelowItIsNoTypo() {
			assertThat(unknown(file("schema-recovery", ""))).isEmpty();
			assertThat(unknown(file("schema-recovery.drop", ""))).isEmpty();
		}

		@Test
		void settingsOfEveryRecordAreKnown() {
			SettingsMetadata metadata = SettingsMetadata.parse(METADATA);
			assertThat(metadata.properties()).containsOnlyKeys("schema-recovery.one",
					"schema-recovery.report.page.width", "schema-recovery.report.labels");
			assertThat(metadata.records()).containsOnly(Map.entry("schema-recovery", First.class),
					Map.entry("schema-recovery.report", Second.class));
			assertThat(unknown(metadata, file("schema-recovery.report.page.width", "3"),
					file("schema-recovery.report.labels.anything", "x"),
					variable("SCHEMARECOVERY_REPORT_LABELS_ANYTHING", "x")))
				.isEmpty();
			assertThat(unknown(metadata, file("schema-recovery.report.page.widht", "3"))).singleElement()
				.asString()
				.contains("did you mean schema-recovery.report.page.width?");
		}

		@Test
		void nothingIsRefusedWhereNothingIsKnown() {
			assertThat(unknown(new SettingsMetadata(Map.of(), Map.of()), file("schema-recovery.x", "1"))).isEmpty();
		}

		@Test
		void metadataOfTheBuildHasTheSettings() {
			assertThat(SettingsMetadata.read().properties()).containsKeys("schema-recovery.drop.enabled",
					"schema-recovery.dry-run");
			assertThat(SettingsMetadata.read().records()).containsEntry("schema-recovery",
					SchemaRecoveryProperties.class);
		}

	}

	@Test
	void distanceCountsExchangedNeighboursOnce() {
		assertThat(Spelling.distance("enabled", "enbaled")).isEqualTo(1);
		assertThat(Spelling.distance("enabled", "enbled")).isEqualTo(1);
		assertThat(Spelling.distance("enabled", "enableed")).isEqualTo(1);
		assertThat(Spelling.distance("", "abc")).isEqualTo(3);
		assertThat(Spelling.distance("drop", "drop")).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			schema-recovery.drop.mode=atomc            | 'atomc' is none of auto, atomic, batched
			schema-recovery.drop.lock-timeout=5x       | '5x' is no time such as 500ms, 5s, 10m
			schema-recovery.drop.parallelism=four      | 'four' is no whole number
			schema-recovery.drop.enabled=perhaps       | 'perhaps' is none of true, false
			schema-recovery.migrate.foreign-keys=never | 'never' is none of enforced, on-violation, suspended
			schema-recovery.drop.mode=postgres://u:s3cret@h/d | one of 23 characters is none of auto
			schema-recovery.drop.parallelism=0         | schema-recovery.drop: parallelism has to be at least 1
			""")
	void valueIsToldWithWhatIsAccepted(String setting, String told) {
		RecoveryException failure = fail(setting);
		assertThat(failure.getExitCode()).isEqualTo(78);
		assertThat(failure.account()).contains(told, setting.substring(0, 20)).doesNotContain("s3cret");
	}

	@Test
	void allThatIsWrongIsToldTogetherWithWhereItStands() {
		RecoveryException failure = fail("schema-recovery.drop.enbled=true", "schema-recovery.drop.mode=atomc",
				"schema-recovery.drop.timeout=5x", "schema-recovery.guard.databse=shop",
				"spring.config.location=classpath:/config/typo/");
		assertThat(failure.account()).startsWith("6 settings are wrong.")
			.contains("schema-recovery.drop.enbled: did you mean schema-recovery.drop.enabled?; set in ",
					"schema-recovery.guard.databse: did you mean schema-recovery.guard.database?",
					"schema-recovery.drop.keeep[0]: did you mean schema-recovery.drop.keep?; set in class path resource "
							+ "[config/typo/application.yaml] - 4:9",
					"schema-recovery.drop.mode: 'atomc'", "schema-recovery.drop.timeout: '5x'",
					"schema-recovery.drop.others: 'alow' is none of refuse, allow; set in class path resource "
							+ "[config/typo/application.yaml] - 5:13");
		assertThat(failure.analysis().getAction()).isEqualTo("Correct or remove them. Nothing was touched.");
	}

	private static List<String> unknown(PropertySource<?>... sources) {
		return unknown(SettingsMetadata.read(), sources);
	}

	private static List<String> unknown(SettingsMetadata metadata, PropertySource<?>... sources) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().forEach((source) -> environment.getPropertySources().remove(source.getName()));
		for (PropertySource<?> source : sources) {
			environment.getPropertySources().addLast(source);
		}
		return new UnknownSettings(metadata).in(environment);
	}

	private static PropertySource<?> file(String name, String value) {
		return new MapPropertySource("application.yaml", Map.of(name, value));
	}

	private static PropertySource<?> variable(String name, String value) {
		return new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				new LinkedHashMap<>(Map.of(name, value)));
	}

	private static RecoveryException fail(String... properties) {
		String[] arguments = new String[properties.length + 1];
		for (int i = 0; i < properties.length; i++) {
			arguments[i] = "--" + properties[i];
		}
		arguments[properties.length] = "--spring.main.banner-mode=off";
		return catchThrowableOfType(RecoveryException.class,
				() -> new SpringApplicationBuilder(Nothing.class).web(WebApplicationType.NONE).run(arguments));
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

}
