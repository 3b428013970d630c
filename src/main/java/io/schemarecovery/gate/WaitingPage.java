package io.schemarecovery.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.schemarecovery.gate.Situation.Count;
import io.schemarecovery.gate.Situation.State;
import io.schemarecovery.gate.Situation.Step;
import io.schemarecovery.report.Stage;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.PropertyPlaceholderHelper;

/**
 * What a person is shown: a page that needs nothing but itself, no script either. It
 * loads itself again, which a screen reader announces by its title; the reload is the
 * essence of the page, an exception that WCAG 2.2.1 makes.
 */
final class WaitingPage {

	private static final PropertyPlaceholderHelper PLACEHOLDERS = new PropertyPlaceholderHelper("${", "}");

	private static final long SHORTEST = 3;

	private static final long LONGEST = 15;

	private static final String STEP = """
			<li class="%1$s"%2$s><svg aria-hidden="true"><use href="#%1$s"/></svg>\
			<span class="title" id="step-%3$s">%4$s</span><span class="state">%5$s</span>%6$s</li>""";

	private static final String FAR = """
			<div class="far"><progress aria-labelledby="step-%s"%s></progress>%s</div>""";

	private static final String COUNT = """
			<div class="count"><span>%s of %s</span><span>%s</span></div>""";

	private static final String NOTICE = """
			<p class="notice"><strong>What you sent was not received.</strong> \
			Load this page again in a while to send it once more.</p>""";

	private final String template;

	private final String policy;

	WaitingPage() {
		try {
			this.template = new ClassPathResource("META-INF/schema-recovery/waiting.html",
					WaitingPage.class.getClassLoader())
				.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.policy = "default-src 'none'; style-src 'sha256-%s'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
			.formatted(hash(this.template.substring(this.template.indexOf("<style>") + "<style>".length(),
					this.template.indexOf("</style>"))));
	}

	/** What a browser may load for the page: its own style. */
	String policy() {
		return this.policy;
	}

	/**
	 * The page.
	 * @param situation what it tells
	 * @param visitor whom: what was sent would be lost if the page loaded itself again
	 */
	String html(Situation situation, Visitor visitor) {
		String now = now(situation);
		long interval = Math.max(SHORTEST, Math.min(LONGEST, situation.retryAfter()));
		boolean reading = visitor.isReading();
		Map<String, String> values = new HashMap<>();
		values.put("refresh", reading ? "<meta http-equiv=\"refresh\" content=\"%s\">".formatted(interval) : "");
		values.put("title", now + " – back soon");
		values.put("lead", lead(situation));
		values.put("notice", reading ? "" : NOTICE);
		values.put("now", now);
		values.put("elapsed", time(situation.elapsed()));
		values.put("steps",
				situation.steps().stream().map((step) -> step(situation, step)).collect(Collectors.joining("\n")));
		values.put("footer", (reading ? "This page loads itself again every %s seconds. ".formatted(interval) : "")
				+ "Should it not be reachable for a while, come back in some minutes.");
		return PLACEHOLDERS.replacePlaceholders(this.template, values::get);
	}

	/** The one sentence that says what goes on. */
	static String lead(Situation situation) {
		return situation.undo() ? "The database of this application is being put back as it was."
				: "The database of this application is being set up anew.";
	}

	private static String now(Situation situation) {
		return situation.running()
			.map((step) -> "Step %s of %s: %s".formatted(step.number(), situation.steps().size(), step.title()))
			.orElse(situation.isOver() ? "Almost ready" : "Preparing");
	}

	private static String step(Situation situation, Step step) {
		boolean running = step.state() == State.RUNNING;
		return STEP.formatted(step.state().name().toLowerCase(Locale.ROOT), running ? " aria-current=\"step\"" : "",
				step.number(), step.title(), state(step), running ? far(situation, step) : "");
	}

	private static String state(Step step) {
		String time = (step.duration() != null) ? time(step.duration()) : "";
		return switch (step.state()) {
			case WAITING -> (step.stage() == Stage.FALLBACK) ? "Only if needed" : "Waiting";
			case RUNNING -> "Running";
			case DONE -> "Done in " + time;
			case SKIPPED -> "Skipped";
			case FAILED -> "Failed after " + time;
		};
	}

	private static String far(Situation situation, Step step) {
		return situation.counted()
			.map((count) -> FAR.formatted(step.number(),
					" value=\"%s\" max=\"%s\"".formatted(count.done(), count.total()), count(count)))
			.orElseGet(() -> FAR.formatted(step.number(), "", ""));
	}

	private static String count(Count count) {
		return COUNT.formatted(number(count.done()), number(count.total()),
				count.remaining().map((left) -> "about %s left".formatted(time(left))).orElse(""));
	}

	private static String number(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	private static String time(Duration time) {
		if (time.toMillis() < 100) {
			return "under 0.1 s";
		}
		if (time.toSeconds() < 10) {
			return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
		}
		if (time.toMinutes() < 1) {
			return time.toSeconds() + " s";
		}
		return (time.toHours() < 1)
				? String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart())
				: String.format(Locale.ROOT, "%d h %02d min", time.toHours(), time.toMinutesPart());
	}

	private static String hash(String style) {
		try {
			return Base64.getEncoder()
				.encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
