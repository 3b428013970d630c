package com.example.storefront;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log in the README is the one of the storefront's reset, but for numbers.
 * {@code ./mvnw test -Dtest=ResetLogTests -Ddocs.write=true} captures it anew.
 */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class ResetLogTests {

	private static final Path README = Path.of("README.md");

	private static final Pattern EXAMPLE = Pattern.compile("(?<=```text\n)WARN  A reset was asked for.*?(?=\n```)",
			Pattern.DOTALL);

	@Test
	void readmeShowsTheLogOfAReset(TestDatabase database, CapturedOutput output) throws IOException {
		StuckStorefront.in(database).execute("ANALYZE");
		String captured = reset(database, output);
		String readme = Files.readString(README);
		if (Boolean.getBoolean("docs.write")) {
			readme = EXAMPLE.matcher(readme).replaceFirst(Matcher.quoteReplacement(captured));
			Files.writeString(README, readme);
		}
		Matcher example = EXAMPLE.matcher(readme);
		assertThat(example.find()).isTrue();
		assertThat(withoutNumbers(example.group())).isEqualTo(withoutNumbers(captured));
	}

	private static String reset(TestDatabase database, CapturedOutput output) {
		Launch.of(StorefrontApplication.class, database)
			.with("DB_RESET=true", "spring.application.name=storefront", "spring.jpa.hibernate.ddl-auto=validate")
			.startAndStop();
		String log = output.getOut().replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ([A-Z]+ *) \\S+ - ", "$1 ");
		return log.substring(log.indexOf("WARN  A reset was asked for"))
			.strip()
			.replace(database.name(), "storefront")
			.replace(database.owner(), "storefront");
	}

	private static String withoutNumbers(String text) {
		return text.replaceAll("\\d[\\d.,]*", "#").replaceAll("# (kB|MB)", "#").replaceAll(" +", " ");
	}

}
