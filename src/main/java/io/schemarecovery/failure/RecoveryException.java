package io.schemarecovery.failure;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

	private final String description;

	private final String[] evidence;

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
		this.description = description;
		this.evidence = evidence.toArray(String[]::new);
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
		this.description = description;
		this.evidence = evidence.toArray(String[]::new);
	}

	/**
	 * The same failure with more to show for it.
	 * @param line what else shows it
	 * @return a failure that tells the line as well
	 */
	public RecoveryException with(String line) {
		return new RecoveryException(this.exitCode, this.description,
				Stream.concat(Stream.of(this.evidence), Stream.of(line)).toList(),
				Objects.requireNonNullElse(super.analysis().getAction(), ""), this);
	}

	@Override
	public int getExitCode() {
		return this.exitCode.code();
	}

	/** The description, and the evidence below it. */
	public String account() {
		return describe(this.description, List.of(this.evidence));
	}

	@Override
	public FailureAnalysis analysis() {
		return new FailureAnalysis(account(), Objects.requireNonNullElse(super.analysis().getAction(), ""), this);
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
