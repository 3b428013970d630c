package io.schemarecovery.request;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/settings.md is what the metadata says. {@code ./mvnw test
 * -Dtest=SettingsDocumentationTests -Ddocs.write=true} writes it anew.
 */
class SettingsDocumentationTests {

	private static final Path FILE = Path.of("docs/settings.md");

	@Test
	void fileSaysWhatTheMetadataSays() throws IOException {
		String expected = render(metadata());
		if (Boolean.getBoolean("docs.write")) {
			Files.writeString(FILE, expected);
		}
		assertThat(FILE).content().isEqualTo(expected);
	}

	@Test
	void everyPropertyIsDescribed() throws IOException {
		assertThat(metadata().get("properties")).isNotEmpty().allSatisfy((property) -> {
			String name = property.get("name").asString();
			assertThat(property.path("description").asString("")).as(name)
				.isNotBlank()
				.endsWith(".")
				.doesNotStartWith("The ")
				.doesNotStartWith("A ");
			if (property.get("type").asString().equals("java.lang.Boolean")) {
				assertThat(property.get("description").asString()).as(name).startsWith("Whether ");
			}
		});
	}

	private static JsonNode metadata() throws IOException {
		// of this project alone: libraries on the class path have files of the same name
		try (InputStream stream = Files
			.newInputStream(Path.of("target/classes/META-INF/spring-configuration-metadata.json"))) {
			return JsonMapper.shared().readTree(stream);
		}
	}

	private static String render(JsonNode metadata) {
		String rows = StreamSupport.stream(metadata.get("properties").spliterator(), false)
			.sorted(Comparator.comparing((JsonNode property) -> property.get("name").asString()))
			.map(SettingsDocumentationTests::row)
			.collect(Collectors.joining("\n"));
		return """
				# Settings

				Generated from the configuration metadata: `./mvnw test -Dtest=SettingsDocumentationTests -Ddocs.write=true`.
				What the profile `reset` opens stands in `META-INF/schema-recovery/reset.properties` of the library; every
				value can be overridden.

				As an environment variable a property is written in capitals, with `_` for every dot and every hyphen:
				`SCHEMA_RECOVERY_DROP_LOCK_TIMEOUT=10s`, and for lists `SCHEMA_RECOVERY_DROP_KEEP=spatial_ref_sys,audit.*`.
				A name that nothing reads (`drop.enbled`, `SCHEMA_RECOVERY_DRYRUN`) and a value that cannot be
				read end the start with 78, all of them together, before anything is touched.

				| variable | |
				|---|---|
				| `DB_RESET` | What the start is asked for: [the values](../README.md#asking-for-a-reset). |
				| `DB_RESET_CONFIRM` | Name of a protected database that is to be reset all the same. |
				| `DATABASE_URL` | The database, where `spring.datasource.url` is not set: `postgres://user:p%40ss@host:port/db?sslmode=require`, `postgresql://…` or `jdbc:postgresql://…`. |

				"""
				+ "| property | type | default | |\n|---|---|---|---|\n" + rows + "\n";
	}

	private static String row(JsonNode property) {
		String type = property.get("type").asString().replaceAll("[a-z]+\\.", "").replaceAll(".*\\$", "");
		JsonNode value = property.path("defaultValue");
		String text = value.isArray() ? StreamSupport.stream(value.spliterator(), false)
			.map(JsonNode::asString)
			.collect(Collectors.joining(", ")) : value.asString("");
		return "| `%s` | %s | %s | %s |".formatted(property.get("name").asString(), type,
				text.isEmpty() ? "" : "`" + text + "`", property.get("description").asString().replace("|", "\\|"));
	}

}
