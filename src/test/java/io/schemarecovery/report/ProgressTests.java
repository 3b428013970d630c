package io.schemarecovery.report;

import java.time.Duration;

import io.schemarecovery.request.ResetRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class ProgressTests {

	private final ProgressBoard board = new ProgressBoard();

	@Test
	void tellsHowManyOfHowMany() {
		try (Progress progress = this.board.begin("dropped", 10_000)) {
			assertThat(progress).hasToString("0 of 10,000 dropped");
			assertThat(progress.remaining()).isEmpty();
			progress.add(1_200);
			assertThat(progress.toString()).matches("1,200 of 10,000 dropped, [\\d,]+ a second, \\d+ s left");
		}
	}

	@Test
	void timeLeftIsNothingAtTheEndAndNeverLess() {
		try (Progress progress = this.board.begin("migrations run", 2)) {
			progress.add(2);
			assertThat(progress.remaining()).contains(Duration.ZERO);
			progress.add(1);
			assertThat(progress.remaining()).contains(Duration.ZERO);
		}
	}

	@Test
	void isToldInTheLogMeanwhile(CapturedOutput output) {
		try (Progress progress = this.board.begin("dropped", 100)) {
			progress.add(50);
			await().untilAsserted(() -> assertThat(output).containsPattern("50 of 100 dropped, [\\d.]+ a second"));
		}
	}

	@Test
	void boardShowsTheNewestUntilTheNextStage() {
		RecoveryRun run = new RecoveryRun(ResetRequest.parse("true"), new RunListener() {
		}, this.board);
		run.carryOut(Stage.DROP, () -> {
			assertThat(run.progress()).isEmpty();
			this.board.begin("dropped", 1).close();
			assertThat(run.progress()).get().hasToString("0 of 1 dropped");
			return StageResult.done("dropped");
		});
		run.carryOut(Stage.PURGE, () -> {
			assertThat(run.progress()).isEmpty();
			return StageResult.done("purged");
		});
		assertThat(run.last().stage()).isEqualTo(Stage.PURGE);
	}

	@Test
	void aRunThatStopsTellsWhatItHadDone(CapturedOutput output) {
		RecoveryRun run = new RecoveryRun(ResetRequest.parse("true"), new RunListener() {
		}, this.board);
		run.carryOut(Stage.OPEN, () -> StageResult.done("schema public"));
		assertThatIllegalStateException().isThrownBy(() -> run.carryOut(Stage.DROP, () -> {
			throw new IllegalStateException("stopped");
		}));
		assertThat(output).contains("The reset stopped in stage 1 drop, after:").containsPattern("open +DONE +\\d+ ms");
	}

}
