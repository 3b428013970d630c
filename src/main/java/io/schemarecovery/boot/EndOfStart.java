package io.schemarecovery.boot;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Ends a start that has done what it was asked for, before any other runner is called.
 * Spring Boot lets a start be abandoned in silence, but not with an exit code: who lets
 * the exception through {@code main} would end with 1.
 */
final class EndOfStart extends AbandonedRunException implements ExitCodeGenerator {

	private static final long serialVersionUID = 1L;

	private final int exitCode;

	private EndOfStart(ConfigurableApplicationContext context, int exitCode) {
		super(context);
		this.exitCode = exitCode;
	}

	/**
	 * Print, and close the context.
	 * @param text what the standard output gets
	 * @param exitCode how the process is to end
	 * @return what to throw
	 */
	static EndOfStart of(ConfigurableApplicationContext context, String text, int exitCode) {
		System.out.println(text);
		System.out.flush();
		context.close();
		EndOfStart end = new EndOfStart(context, exitCode);
		end.exitBy(Thread.currentThread());
		return end;
	}

	@Override
	public int getExitCode() {
		return this.exitCode;
	}

	private void exitBy(Thread main) {
		Thread.UncaughtExceptionHandler before = main.getUncaughtExceptionHandler();
		main.setUncaughtExceptionHandler((thread, ex) -> {
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				if (cause instanceof EndOfStart end) {
					System.exit(end.getExitCode());
				}
			}
			before.uncaughtException(thread, ex);
		});
	}

}
