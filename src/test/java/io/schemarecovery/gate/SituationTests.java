package io.schemarecovery.gate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.schemarecovery.gate.Situation.Count;
import io.schemarecovery.gate.Situation.State;
import io.schemarecovery.gate.Situation.Step;
import io.schemarecovery.report.Progress;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.report.RecoveryRun;
import io.schemarecovery.report.RunListener;
import io.schemarecovery.report.Stage;
import io.schemarecovery.report.StageResult;
import io.schemarecovery.request.ResetRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class SituationTests {

	private final ProgressBoard board = new ProgressBoard();

	private final RecoveryRun run = run("true");

	private RecoveryRun run(String request) {
		return new RecoveryRun(ResetRequest.of(new MockEnvironment().withProperty("DB_RESET", request)),
				new RunListener() {
				}, this.board);
	}

	@Test
	void tellsWhatBecameOfEachStage() {
		assertThat(states()).containsOnly(State.WAITING);
		this.run.carryOut(Stage.OPEN, () -> StageResult.done("secret"));
		assertThat(Situation.of(this.run).running()).isEmpty();
		this.run.carryOut(Stage.DROP, () -> {
			try (Progress progress = this.board.begin("dropped", 10)) {
				progress.add(4);
				Situation situation = Situation.of(this.run);
				assertThat(situation.running().map(Step::number)).contains(2);
				assertThat(situation.counted()).get().extracting(Count::done, Count::total).containsExactly(4L, 10L);
			}
			return StageResult.skipped("secret");
		});
		assertThat(Situation.of(this.run).counted()).isEmpty();
		this.run.carryOut(Stage.MIGRATE, () -> StageResult.failed("secret", new IllegalStateException()));
		assertThat(states()).containsExactly(State.DONE, State.SKIPPED, State.WAITING, State.FAILED, State.WAITING,
				State.WAITING);
		assertThat(Situation.of(this.run).isOver()).isFalse();
		List.of(Stage.PURGE, Stage.FALLBACK, Stage.CLOSE)
			.forEach((stage) -> this.run.carryOut(stage, () -> StageResult.done("secret")));
		assertThat(Situation.of(this.run).isOver()).isTrue();
		assertThat(Situation.of(this.run).toString()).doesNotContain("secret");
	}

	@Test
	void tellsWhatAnUndoDoes() {
		Situation situation = Situation.of(run("undo:last"));
		assertThat(situation.undo()).isTrue();
		assertThat(situation.steps().get(1).title()).isNotEqualTo(Stage.DROP.title());
	}

	@ParameterizedTest
	@CsvSource({ ",5", "0,1", "1,1", "1000,1", "1001,2", "41000,41", "120000,120", "7200000,120" })
	void asksToComeBackWhenItMayBeOver(Long remaining, long seconds) {
		Optional<Duration> left = Optional.ofNullable(remaining).map(Duration::ofMillis);
		assertThat(new Situation(false, List.of(), Optional.of(new Count(1, 2, left)), Duration.ZERO).retryAfter())
			.isEqualTo(seconds);
	}

	private List<State> states() {
		return Situation.of(this.run).steps().stream().map(Step::state).toList();
	}

}
