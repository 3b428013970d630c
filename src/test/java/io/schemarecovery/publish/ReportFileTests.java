package io.schemarecovery.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ReportFileTests {

	@TempDir
	private Path folder;

	@Test
	void makesTheFoldersAndReplacesTheReportBefore(CapturedOutput output) throws IOException {
		Path file = this.folder.resolve("reports/today/schema.html");
		write(file.toString(), Runs.content(Runs.failed("the earlier failure"), null));
		write(" " + file + " ", Runs.content(Runs.failed("the later failure"), null));
		assertThat(file).content().contains("the later failure").doesNotContain("the earlier failure");
		try (var files = Files.list(file.getParent())) {
			assertThat(files).containsExactly(file);
		}
		assertThat(output).contains("The report is in " + file).doesNotContain("WARN");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void writesNothingAndReadsNothingWithoutAPath(String path, CapturedOutput output) {
		new ReportFile(path).write(() -> {
			throw new IllegalStateException("Read for nothing");
		});
		assertThat(output).isEmpty();
	}

	@Test
	void aFileThatCannotBeWrittenIsAWarning(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.folder.resolve("file"), "in the way");
		write(file.resolve("report.html").toString(), Runs.content(null, null));
		write(this.folder.toString(), Runs.content(null, null));
		write("\0", Runs.content(null, null));
		write("/", Runs.content(null, null));
		assertThat(output.toString().lines()).hasSize(4)
			.allMatch((line) -> line.contains("WARN") && line.contains("schema-recovery.report.file"));
		try (var files = Files.list(this.folder)) {
			assertThat(files).containsExactly(file);
		}
	}

	@Test
	void aSchemaThatCannotBeReadIsAWarning(CapturedOutput output) {
		new ReportFile(this.folder.resolve("report.html").toString()).write(() -> {
			throw new IllegalStateException("no connection");
		});
		assertThat(output).contains("WARN", "no connection");
		assertThat(this.folder).isEmptyDirectory();
	}

	private static void write(String path, ReportContent content) {
		new ReportFile(path).write(() -> content);
	}

}
