package io.schemarecovery.gate;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Set;

import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Tells whether the thread that asks works for a health check, for which no host waits.
 * By its stack: a reactive application, and a management server with a port of its own,
 * ask on other threads than the one the {@link GateFilter} sees. It is read where a
 * thread would have to wait, and nowhere else.
 */
public final class HealthChecks {

	// hidden frames are those of indicators that are lambdas
	private static final StackWalker WALKER = StackWalker
		.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES));

	private HealthChecks() {
	}

	/** Whether a health indicator is on the stack of this thread. */
	public static boolean areUnderWay() {
		return WALKER.walk((frames) -> frames.map(StackFrame::getDeclaringClass)
			.anyMatch(HealthIndicator.class::isAssignableFrom));
	}

}
