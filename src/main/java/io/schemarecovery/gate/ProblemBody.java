package io.schemarecovery.gate;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.schemarecovery.gate.Situation.Count;
import io.schemarecovery.gate.Situation.Step;

import org.springframework.boot.json.JsonWriter;

/**
 * What a program is told: a problem as
 * <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> has it, and the stages.
 */
final class ProblemBody {

	// needs no library, which an application may not have
	private static final JsonWriter<Map<String, Object>> WRITER = JsonWriter.<Map<String, Object>>standard()
		.withNewLineAtEnd();

	private ProblemBody() {
	}

	static String of(Situation situation, Visitor visitor) {
		Map<String, Object> problem = new LinkedHashMap<>();
		problem.put("type", "about:blank");
		problem.put("title", "Service Unavailable");
		problem.put("status", 503);
		problem.put("detail", WaitingPage.lead(situation));
		problem.put("instance", visitor.path());
		situation.running().ifPresent((step) -> problem.put("stage", step.stage().toString()));
		situation.counted().ifPresent((count) -> problem.put("progress", progress(count)));
		problem.put("stages", situation.steps().stream().map(ProblemBody::stage).toList());
		problem.put("elapsedSeconds", situation.elapsed().toSeconds());
		return WRITER.writeToString(problem);
	}

	private static Map<String, Object> progress(Count count) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("done", count.done());
		members.put("total", count.total());
		count.remaining().ifPresent((time) -> members.put("remainingSeconds", time.toSeconds()));
		return members;
	}

	private static Map<String, Object> stage(Step step) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("name", step.stage().toString());
		members.put("state", step.state().name().toLowerCase(Locale.ROOT));
		if (step.duration() != null) {
			members.put("milliseconds", step.duration().toMillis());
		}
		return members;
	}

}
