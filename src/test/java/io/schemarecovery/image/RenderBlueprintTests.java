package io.schemarecovery.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.schemarecovery.request.ResetRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

/**
 * Holds {@code render.yaml} to Render's Blueprint specification, as far as we use it.
 *
 * @see <a href="https://render.com/docs/blueprint-spec">Blueprint YAML Reference</a>
 */
class RenderBlueprintTests {

	private static final List<String> REGIONS = List.of("oregon", "ohio", "virginia", "frankfurt", "singapore");

	private Map<String, Object> blueprint;

	private Map<String, Object> service;

	private Map<String, Object> database;

	@BeforeEach
	void read() throws IOException {
		this.blueprint = new Yaml(new SafeConstructor(new LoaderOptions()))
			.load(Files.readString(Path.of("render.yaml")));
		this.service = only("services");
		this.database = only("databases");
	}

	@Test
	void hasNoFieldThatTheSpecificationDoesNotKnow() {
		assertThat(this.blueprint).containsOnlyKeys("services", "databases");
		assertThat(this.service).containsOnlyKeys("type", "name", "runtime", "region", "plan", "healthCheckPath",
				"envVars");
		assertThat(this.database).containsOnlyKeys("name", "region", "plan", "postgresMajorVersion", "ipAllowList");
	}

	@Test
	void serviceIsBuiltFromTheDockerfile() {
		assertThat(this.service).containsEntry("type", "web").containsEntry("runtime", "docker");
		assertThat(Path.of("Dockerfile")).exists();
	}

	@Test
	void plansAreOnesThatCanBeOrdered() {
		assertThat(this.service.get("plan")).isIn("free", "starter", "standard", "pro", "pro plus");
		// starter and standard are plans of the past for a database
		assertThat(this.database.get("plan")).asString().matches("free|(basic|pro|accelerated)-[0-9]+(mb|gb)");
		// text, which 17 without quotes is not
		assertThat(this.database.get("postgresMajorVersion")).isInstanceOf(String.class);
	}

	@Test
	void trafficWaitsForReadiness() throws IOException {
		assertThat(this.service).containsEntry("healthCheckPath", "/actuator/health/readiness");
		Map<String, Object> application = new Yaml(new SafeConstructor(new LoaderOptions()))
			.load(Files.readString(Path.of("src/main/resources/application.yaml")));
		assertThat(application).extractingByKey("management", MAP)
			.extractingByKey("endpoint", MAP)
			.extractingByKey("health", MAP)
			.extractingByKey("probes", MAP)
			.containsEntry("enabled", true);
	}

	@Test
	void databaseUrlIsTheConnectionStringOfTheDatabaseBesideIt() {
		assertThat(variables().get("DATABASE_URL")).extracting("fromDatabase", MAP)
			.containsEntry("name", this.database.get("name"))
			.containsEntry("property", "connectionString");
		assertThat(this.service.get("region")).isIn(REGIONS).isEqualTo(this.database.get("region"));
		assertThat(this.database).extractingByKey("ipAllowList", LIST).isEmpty();
	}

	@Test
	void noResetIsAskedForUntilSomebodyDoes() {
		assertThat(variables().get("DB_RESET")).extracting("value")
			.isInstanceOfSatisfying(String.class,
					(value) -> assertThat(ResetRequest.parse(value).requested()).isFalse());
	}

	@Test
	void noPasswordStandsInIt() {
		assertThat(variables()).containsOnlyKeys("DATABASE_URL", "DB_RESET");
	}

	private Map<String, Map<?, ?>> variables() {
		return ((List<?>) this.service.get("envVars")).stream()
			.map((variable) -> (Map<?, ?>) variable)
			.collect(Collectors.toMap((variable) -> (String) variable.get("key"), (variable) -> variable));
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> only(String key) {
		assertThat(this.blueprint).extractingByKey(key, LIST).hasSize(1);
		return ((List<Map<String, Object>>) this.blueprint.get(key)).get(0);
	}

}
