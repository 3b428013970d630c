package io.schemarecovery.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One of the objects that a {@link DropClause} names, read as the server reads it: names
 * without quotes and in the case they are stored in, the types of arguments as written.
 *
 * @param name the parts of the name, the last one being that of the object
 * @param arguments the arguments, or {@code null} where the target names none
 * @param bare whether it is nothing but a name: a type may have modifiers, array bounds
 * and more words
 */
public record Target(List<String> name, @Nullable List<Argument> arguments, boolean bare) {

	/** Words that begin a type of several words, and that no argument is named. */
	private static final Set<String> TYPES = Set.of("bit", "char", "character", "dec", "decimal", "float", "interval",
			"national", "nchar", "numeric", "time", "timestamp");

	public Target {
		name = List.copyOf(name);
		arguments = (arguments != null) ? List.copyOf(arguments) : null;
	}

	/**
	 * An argument of a routine or an operator.
	 *
	 * @param mode {@code in}, {@code out}, {@code inout} or {@code variadic}; empty if it
	 * is not said
	 * @param type its type as written
	 */
	public record Argument(String mode, String type) {

	}

	/**
	 * Read a target.
	 * @param target one of {@link DropClause#targets()}
	 * @return what it names
	 */
	public static Target of(String target) {
		TargetTokens tokens = new TargetTokens(target);
		List<String> name = new ArrayList<>(List.of(tokens.identifier()));
		while (tokens.accept(".")) {
			name.add(tokens.identifier());
		}
		if (!tokens.accept("(")) {
			return new Target(name, null, tokens.atEnd());
		}
		List<Argument> arguments = new ArrayList<>();
		boolean ordered = false;
		while (!tokens.atEnd() && !tokens.at(")")) {
			if (tokens.accept("order")) {
				tokens.accept("by");
				ordered = true;
			}
			if (!tokens.accept("*")) {
				Argument argument = argument(tokens);
				// (VARIADIC "any" ORDER BY VARIADIC "any") is one argument
				if (!ordered || !argument.mode().equals("variadic") || !arguments.contains(argument)) {
					arguments.add(argument);
				}
			}
			tokens.accept(",");
		}
		return new Target(name, arguments, false);
	}

	/**
	 * The types of a cast.
	 * @param cast the text between its parentheses
	 * @return the source and the target as written
	 */
	public static List<String> typesOfCast(String cast) {
		TargetTokens tokens = new TargetTokens(cast);
		String source = tokens.type("as");
		tokens.accept("as");
		return List.of(source, tokens.type());
	}

	/** The last part of the name. */
	public String last() {
		return this.name.get(this.name.size() - 1);
	}

	/** The part before the last one; empty if there is none. */
	public String schema() {
		return (this.name.size() > 1) ? this.name.get(this.name.size() - 2) : "";
	}

	private static Argument argument(TargetTokens tokens) {
		String mode = mode(tokens);
		if (tokens.atName() && !tokens.atType(TYPES)) {
			tokens.identifier();
			mode = mode.isEmpty() ? mode(tokens) : mode;
		}
		tokens.accept("setof");
		return new Argument(mode, tokens.type("order"));
	}

	private static String mode(TargetTokens tokens) {
		if (tokens.accept("in")) {
			return tokens.accept("out") ? "inout" : "in";
		}
		for (String mode : List.of("out", "inout", "variadic")) {
			if (tokens.accept(mode)) {
				return mode;
			}
		}
		return "";
	}

}
