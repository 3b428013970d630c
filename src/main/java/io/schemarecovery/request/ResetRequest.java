package io.schemarecovery.request;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * What {@value #VARIABLE} or the profile {@value #PROFILE} asks for. A value that is not
 * on the list is refused: a typo never wipes.
 */
public sealed interface ResetRequest {

	/** Environment variable (or property) that asks for a reset. */
	String VARIABLE = "DB_RESET";

	/** Profile that means {@code DB_RESET=true}, and that {@code DB_RESET} activates. */
	String PROFILE = "reset";

	/** Name of the property source with what the profile opens. */
	String PROPERTY_SOURCE = "schemaRecoveryReset";

	/**
	 * Environment variable with the name of a protected database, which is to be reset.
	 */
	String CONFIRMATION = "DB_RESET_CONFIRM";

	/** Whether something is to be carried out that destroys or moves what is there. */
	default boolean requested() {
		return !(this instanceof None || this instanceof Abandon);
	}

	/** A start as any other. */
	record None() implements ResetRequest {

	}

	/**
	 * Once, like a button.
	 *
	 * @param source what asked, as the reader knows it: {@code DB_RESET=true} or the
	 * profile
	 */
	record Button(String source) implements ResetRequest {

		@Override
		public String toString() {
			return this.source;
		}

	}

	/** Once for each deployed version. */
	record EachDeploy() implements ResetRequest {

		@Override
		public String toString() {
			return VARIABLE + "=each-deploy";
		}

	}

	/**
	 * Once for a token, ever.
	 *
	 * @param token any text that is not empty
	 */
	record Once(String token) implements ResetRequest {

		@Override
		public String toString() {
			return VARIABLE + "=once:" + this.token;
		}

	}

	/**
	 * Puts an archive back.
	 *
	 * @param run number of the run that made the archive, or {@code last}
	 */
	record Undo(String run) implements ResetRequest {

		/** Whether the newest archive is meant. */
		public boolean last() {
			return this.run.equals("last");
		}

		@Override
		public String toString() {
			return VARIABLE + "=undo:" + this.run;
		}

	}

	/**
	 * Gives up an unfinished run.
	 *
	 * @param run number of the run
	 */
	record Abandon(String run) implements ResetRequest {

		@Override
		public String toString() {
			return VARIABLE + "=abandon:" + this.run;
		}

	}

	/**
	 * Read the request of an environment: the variable if it is set, else the profile.
	 * @param environment where to look
	 * @return the request, {@link None} when nothing asks
	 * @throws RecoveryException (exit code 78) for a value that is not on the list
	 */
	static ResetRequest of(Environment environment) {
		String value = environment.getProperty(VARIABLE);
		if (value != null && !unquote(value).isEmpty()) {
			return parse(value);
		}
		return environment.acceptsProfiles(Profiles.of(PROFILE)) ? new Button("profile " + PROFILE) : new None();
	}

	/**
	 * Read a value of the variable.
	 * @param value the value, which may be in quotes and surrounded by blanks
	 * @return the request
	 * @throws RecoveryException (exit code 78) for a value that is not on the list
	 */
	static ResetRequest parse(String value) {
		String text = unquote(value);
		String lower = text.toLowerCase(Locale.ROOT);
		if (lower.isEmpty() || Set.of("false", "0", "no", "off").contains(lower)) {
			return new None();
		}
		if (Set.of("true", "1", "yes", "on").contains(lower)) {
			return new Button(VARIABLE + "=" + text);
		}
		if (lower.equals("each-deploy")) {
			return new EachDeploy();
		}
		int colon = text.indexOf(':');
		String argument = text.substring(colon + 1).strip();
		if (colon < 0 || argument.isEmpty()) {
			throw unreadable(value);
		}
		boolean number = argument.matches("[0-9]{1,18}");
		return switch (lower.substring(0, colon)) {
			case "once" -> new Once(argument);
			case "undo" -> {
				if (!number && !argument.equalsIgnoreCase("last")) {
					throw unreadable(value);
				}
				yield new Undo(argument.toLowerCase(Locale.ROOT));
			}
			case "abandon" -> {
				if (!number) {
					throw unreadable(value);
				}
				yield new Abandon(argument);
			}
			default -> throw unreadable(value);
		};
	}

	private static String unquote(String value) {
		String text = value.strip();
		if (text.length() > 1 && (text.charAt(0) == '"' || text.charAt(0) == '\'')
				&& text.charAt(text.length() - 1) == text.charAt(0)) {
			text = text.substring(1, text.length() - 1).strip();
		}
		return text;
	}

	private static RecoveryException unreadable(String value) {
		return new RecoveryException(ExitCode.CONFIGURATION,
				"%s has a value that means nothing: %s.".formatted(VARIABLE, Spelling.shown(value)),
				List.of("for a normal start:           unset, empty, false, 0, no, off",
						"for a reset, once:            true, 1, yes, on", "for one with every version:   each-deploy",
						"for one for a token:          once:<token>",
						"to put an archive back:       undo:<run> or undo:last",
						"to give an unfinished run up: abandon:<run>"),
				"Set %s to one of these. Nothing was touched.".formatted(VARIABLE));
	}

}
