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

import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The report in docs/doctor.md is the one of the storefront's stuck database.
 * {@code ./mvnw test -Dtest=DoctorReportTests -Ddocs.write=true} captures it anew.
 */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class DoctorReportTests {

	private static final Path DOCUMENT = Path.of("docs/doctor.md");

	private static final Pattern REPORT = Pattern.compile("(?ms)^Examination: .*^Verdict: [^\n]*");

	@Test
	void documentShowsTheReportOfTheStuckDatabase(TestDatabase database, CapturedOutput output) throws IOException {
		StuckStorefront.in(database);
		assertThatExceptionOfType(AbandonedRunException.class)
			.isThrownBy(() -> Launch.of(StorefrontApplication.class, database)
				.with("spring.profiles.active=doctor", "spring.application.name=storefront")
				.start());
		String captured = report(
				output.getOut().replace(database.name(), "storefront").replace(database.owner(), "storefront"));
		String document = Files.readString(DOCUMENT);
		if (Boolean.getBoolean("docs.write")) {
			document = REPORT.matcher(document).replaceFirst(Matcher.quoteReplacement(captured));
			Files.writeString(DOCUMENT, document);
		}
		assertThat(report(document)).isEqualTo(captured)
			.contains("V5__rebuild_user.sql, line 27: DROP TABLE \"user\"",
					"constraint cart_user_id_fkey on table cart");
	}

	private static String report(String text) {
		Matcher matcher = REPORT.matcher(text);
		assertThat(matcher.find()).isTrue();
		return matcher.group();
	}

}
