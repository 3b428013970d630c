package io.schemarecovery.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class RunReportsTests {

	@TempDir
	private Path directory;

	private Launch shop(TestDatabase database, Path file) {
		return Launch.of(ShopApplication.class, database, "shop/tables", "shop/rebuild")
			.with("DB_RESET=true", "schema-recovery.report.file=" + file);
	}

	@Test
	void aResetLeavesItsReport(TestDatabase database) throws IOException {
		Launch.of(ShopApplication.class, database, "shop/tables").startAndStop();
		Path file = this.directory.resolve("new/report.html");
		shop(database, file).startAndStop();
		assertThat(Files.readString(file)).contains("<dt>Run</dt><dd>1</dd>", "DB_RESET=true", "cart_user_id_fkey",
				database.name());
	}

	@Test
	void withoutARecordAsWell(TestDatabase database) throws IOException {
		Path file = this.directory.resolve("report.html");
		shop(database, file).with("schema-recovery.ledger=off").startAndStop();
		assertThat(Files.readString(file)).contains("cart_user_id_fkey", "2 migrations applied");
	}

	@Test
	void aResetThatIsRefusedLeavesItsReport(TestDatabase database) throws IOException {
		database.superuser("CREATE TABLE public.not_yours (id int)");
		Path file = this.directory.resolve("report.html");
		shop(database, file).fail();
		assertThat(Files.readString(file)).contains("not_yours", "Why it failed");
	}

	@Test
	void aReportThatCannotBeWrittenStopsNothing(TestDatabase database, CapturedOutput output) throws IOException {
		Path file = Files.createFile(this.directory.resolve("file")).resolve("report.html");
		shop(database, file).startAndStop();
		assertThat(output).contains("The report could not be written to", "The reset is done");
	}

}
