package io.schemarecovery.failure;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The one exception of this library. Spring Boot prints its description, its evidence and
 * its action, and ends the process with its exit code.
 */
public class RecoveryException extends FailureAnalyzedException implements ExitCodeGenerator {

	private static final long serialVersionUID = 1L;

	private final ExitCode exitCode;

	private final String account;

	/**
	 * Create a failure without a cause.
	 * @param exitCode how the process ends
	 * @param description what happened, one sentence
	 * @param evidence what shows it, a line each; may be empty
	 * @param action what the reader can do, naming the setting
	 */
	public RecoveryException(ExitCode exitCode, String description, List<String> evidence, String action) {
		super(description, action);
		this.exitCode = exitCode;
		this.account = describe(description, evidence);
	}

	/**
	 * Create a failure with a cause.
	 * @param exitCode how the process ends
	 * @param description what happened, one sentence
	 * @param evidence what shows it, a line each; may be empty
	 * @param action what the reader can do, naming the setting
	 * @param cause what was thrown below
	 */
	public RecoveryException(ExitCode exitCode, String description, List<String> evidence, String action,
			Throwable cause) {
		super(description, action, cause);
		this.exitCode = exitCode;
		this.account = describe(description, evidence);
	}

	@Override
	public int getExitCode() {
		return this.exitCode.code();
	}

	/** The description, and the evidence below it. */
	public String account() {
		return this.account;
	}

	@Override
	public FailureAnalysis analysis() {
		return new FailureAnalysis(this.account, super.analysis().getAction(), this);
	}

	private static String describe(String description, List<String> evidence) {
		if (evidence.isEmpty()) {
			return description;
		}
		return evidence.stream()
			.flatMap(String::lines)
			.map((line) -> "  " + line)
			.collect(Collectors.joining("\n", description + "\n\n", ""));
	}

}
