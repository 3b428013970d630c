package io.schemarecovery.publish;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Points in time and durations as they are read. */
final class Times {

	private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter
		.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	private Times() {
	}

	/** A point in time, for people and for programs. */
	static String of(Instant instant) {
		return "<time datetime=\"%s\">%s</time>".formatted(instant.truncatedTo(ChronoUnit.SECONDS),
				DAY_AND_TIME.format(instant));
	}

	/** A duration, as exactly as its size deserves. */
	static String of(Duration duration) {
		long millis = Math.max(0, duration.toMillis());
		if (millis < 1_000) {
			return millis + " ms";
		}
		if (millis < 60_000) {
			return String.format(Locale.ENGLISH, "%.1f s", millis / 1_000.0);
		}
		long seconds = Math.round(millis / 1_000.0);
		return (seconds < 3_600) ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
				: String.format(Locale.ROOT, "%d h %02d min", seconds / 3_600, seconds % 3_600 / 60);
	}

}
