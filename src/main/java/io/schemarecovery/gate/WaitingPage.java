package io.schemarecovery.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

import io.schemarecovery.report.RecoveryRun;
import io.schemarecovery.report.Stage;

/**
 * What those who come too early are shown: stages and time, nothing of the schema.
 */
final class WaitingPage {

	/** Seconds until the page loads itself again, and a program should. */
	static final int SECONDS = 5;

	private static final String PAGE = """
			<!doctype html>
			<html lang="en">
			<head>
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<meta http-equiv="refresh" content="%1$d">
			<title>Back in a moment</title>
			<style>
			:root { color-scheme: light dark; }
			body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1rem/1.5 system-ui, sans-serif;
			  background: light-dark(#f6f7f9, #14171c); color: light-dark(#1b1f27, #e8eaee); }
			main { max-width: 26rem; padding: 1.5rem; }
			h1 { font-size: 1.4rem; }
			ol { list-style: none; padding: 0; }
			li { padding: .3rem 0 .3rem 1.8rem; position: relative; }
			li::before { position: absolute; left: 0; width: 1.4rem; text-align: center; content: "·"; }
			.done::before { content: "✓"; color: light-dark(#18794e, #5bd69d); }
			.current::before { content: "▸"; color: light-dark(#0b66c3, #79b8ff); }
			.current { font-weight: 600; }
			.state { position: absolute; clip-path: inset(50%%); }
			.waiting { color: light-dark(#59616e, #a0a8b4); }
			</style>
			</head>
			<body>
			<main>
			<h1>Back in a moment</h1>
			<p>The database of this application is being set up anew.</p>
			<ol>
			%2$s
			</ol>
			<p>Running for %3$d s. This page loads itself again.</p>
			</main>
			</body>
			</html>
			""";

	private WaitingPage() {
	}

	static String html(RecoveryRun run) {
		return PAGE.formatted(SECONDS,
				Arrays.stream(Stage.values()).map((stage) -> item(run, stage)).collect(Collectors.joining("\n")),
				seconds(run));
	}

	static String problem(RecoveryRun run) {
		Stage current = run.current();
		return """
				{"type":"about:blank","title":"Service Unavailable","status":503,\
				"detail":"The database of this application is being set up anew.",\
				"stage":"%s","stagesDone":%d,"stages":%d,"elapsedSeconds":%d}
				""".formatted((current != null) ? current : "starting", run.outcomes().size(), Stage.values().length,
				seconds(run));
	}

	private static String item(RecoveryRun run, Stage stage) {
		if (run.result(stage).isPresent()) {
			return item("done", "", run.title(stage), ", ended");
		}
		return (stage == run.current()) ? item("current", " aria-current=\"step\"", run.title(stage), ", running")
				: item("waiting", "", run.title(stage), "");
	}

	private static String item(String type, String attribute, String title, String state) {
		return "<li class=\"%s\"%s>%s<span class=\"state\">%s</span></li>".formatted(type, attribute, title, state);
	}

	private static long seconds(RecoveryRun run) {
		return Duration.between(run.started(), Instant.now()).toSeconds();
	}

}
