package io.schemarecovery.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.schemarecovery.rewrite.Statements;
import io.schemarecovery.rewrite.Token;
import io.schemarecovery.rewrite.TokenType;

/**
 * Finds the secrets of a text, in one pass over its tokens. Of a CREATE or an ALTER, a
 * literal is one that follows the name; of any other statement, such as an INSERT, all
 * literals are if a name stands anywhere.
 */
final class SecretFinder {

	/** A body within a body within a body is masked as a whole. */
	private static final int DEEPEST = 3;

	private static final Set<String> BETWEEN = Set.of("=", "=>", ":=", ":", ",", "TO");

	private static final Pattern OPENING = Pattern.compile("(?:[EeBbXxNn]|[Uu]&)?'|\\$\\w*+\\$");

	private final String text;

	private final int depth;

	private final Range found;

	private final List<Literal> literals = new ArrayList<>();

	private String verb = "";

	private String before = "";

	private boolean named;

	private boolean follows;

	private int end;

	SecretFinder(String text, int depth, Range found) {
		this.text = text;
		this.depth = depth;
		this.found = found;
	}

	/** Takes a part of the text. */
	@FunctionalInterface
	interface Range {

		void accept(int from, int to);

	}

	/**
	 * A literal.
	 *
	 * @param from where it begins, within its quotes
	 * @param to where it ends
	 * @param secret whether it follows a name
	 * @param body whether it is quoted with dollars
	 */
	private record Literal(int from, int to, boolean secret, boolean body) {

	}

	void find() {
		Statements.tokens(this.text, this::token);
	}

	/** What a text that is no statement assigns to a name, and the password of a URL. */
	static void within(String text, int from, int to, Range found) {
		int value = SecretNames.value(text, from, to);
		if (value >= 0 && value < to) {
			found.accept(value, to);
		}
		int[] url = SecretNames.url(text, from, to);
		if (url != null) {
			found.accept(url[0], url[1]);
		}
	}

	private void token(Token token) {
		if (token.start() - this.end > 1) {
			within(this.text, this.end, token.start(), this.found);
		}
		this.end = token.end();
		switch (token.type()) {
			case STRING -> literal(token);
			case UNTERMINATED -> {
				literal(token);
				endOfStatement();
			}
			case SEMICOLON, END -> endOfStatement();
			default -> other(token);
		}
	}

	private void other(Token token) {
		boolean word = token.type() == TokenType.WORD;
		String start = this.text.substring(token.start(), Math.min(token.end(), token.start() + 10))
			.toUpperCase(Locale.ROOT);
		if (this.verb.isEmpty() && word) {
			this.verb = start;
		}
		boolean name = (word || token.type() == TokenType.QUOTED_IDENTIFIER)
				&& SecretNames.in(this.text, token.start(), token.end());
		boolean assigned = this.before.equals("=") || (this.before.equals("TO") && this.verb.equals("SET"));
		if (this.follows && assigned && (this.verb.equals("SET") || this.verb.equals("ALTER"))) {
			this.found.accept(token.start(), token.end());
		}
		this.named |= name;
		this.follows = name || (this.follows && BETWEEN.contains(start));
		this.before = start;
	}

	private void literal(Token token) {
		Matcher opening = OPENING.matcher(this.text).region(token.start(), token.end());
		int quote = opening.lookingAt() ? opening.end() - token.start() : 0;
		boolean body = quote > 0 && this.text.charAt(token.start()) == '$';
		int closing = (token.type() == TokenType.UNTERMINATED) ? 0 : body ? quote : 1;
		int from = token.start() + quote;
		this.literals.add(new Literal(from, Math.max(from, token.end() - closing), this.follows, body));
		this.before = "";
	}

	private void endOfStatement() {
		boolean definition = this.verb.equals("CREATE") || this.verb.equals("ALTER");
		boolean all = this.named && !definition;
		boolean others = !definition && this.literals.stream()
			.anyMatch((literal) -> !literal.body() && SecretNames.in(this.text, literal.from(), literal.to()));
		boolean key = false;
		for (Literal literal : this.literals) {
			boolean plain = !literal.body();
			if (plain && !all && !key && !literal.secret() && SecretNames.is(this.text, literal.from(), literal.to())) {
				key = true;
				continue;
			}
			boolean own = others && SecretNames.in(this.text, literal.from(), literal.to());
			hide(literal, literal.secret() || key || (plain && (all || (others && !own))));
		}
		this.literals.clear();
		this.verb = "";
		this.before = "";
		this.named = false;
		this.follows = false;
	}

	private void hide(Literal literal, boolean whole) {
		if (literal.to() == literal.from()) {
			return;
		}
		if (whole || (literal.body() && this.depth == DEEPEST)) {
			// without standard_conforming_strings a backslash has the literal go on
			boolean goesOn = !literal.body() && this.text.charAt(literal.to() - 1) == '\\';
			this.found.accept(literal.from(), goesOn ? this.text.length() : literal.to());
		}
		else if (literal.body()) {
			new SecretFinder(this.text.substring(literal.from(), literal.to()), this.depth + 1,
					(from, to) -> this.found.accept(literal.from() + from, literal.from() + to))
				.find();
		}
		else {
			within(this.text, literal.from(), literal.to(), this.found);
		}
	}

}
