package io.schemarecovery.rewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The tokens of a target of a {@link DropClause}, read from left to right. */
final class TargetTokens {

	private final String text;

	private final List<Token> tokens = new ArrayList<>();

	private int position;

	TargetTokens(String text) {
		this.text = text;
		Lexer lexer = new Lexer(text, true);
		while (!lexer.next().isLast()) {
			this.tokens.add(lexer.token());
		}
	}

	boolean atEnd() {
		return this.position >= this.tokens.size();
	}

	boolean at(String lowerCase) {
		return is(this.position, lowerCase);
	}

	/** Reads an unquoted word, or anything else that is no name. */
	boolean accept(String lowerCase) {
		if (at(lowerCase)) {
			this.position++;
			return true;
		}
		return false;
	}

	/** Reads a name, or an operator, and gives it as the server stores it. */
	String identifier() {
		Token token = this.tokens.get(this.position++);
		String written = written(token);
		return switch (token.type()) {
			case WORD -> Identifier.folded(written);
			case QUOTED_IDENTIFIER -> Identifier.unquoted(written, escape());
			// the lexer of the server makes them one
			case OPERATOR -> written.equals("!=") ? "<>" : written;
			default -> written;
		};
	}

	private char escape() {
		if (is(this.position, "uescape") && typeAt(this.position + 1) == TokenType.STRING) {
			this.position += 2;
			return written(this.tokens.get(this.position - 1)).charAt(1);
		}
		return '\\';
	}

	/** Whether a name stands here that something else follows: another word. */
	boolean atName() {
		int next = this.position + 1;
		if (typeAt(this.position) == TokenType.QUOTED_IDENTIFIER && is(next, "uescape")) {
			next += 2;
		}
		boolean word = typeAt(next) == TokenType.WORD || typeAt(next) == TokenType.QUOTED_IDENTIFIER;
		return word && !is(next, "array") && !is(next, "order") && !at("setof");
	}

	/** Whether the words here are the beginning of a type. */
	boolean atType(Set<String> words) {
		return words.stream().anyMatch(this::at) || (at("double") && is(this.position + 1, "precision"));
	}

	/** Reads a type, up to a comma, a closing parenthesis or one of these words. */
	String type(String... before) {
		int start = this.position;
		for (int depth = 0; !atEnd() && (depth > 0 || !atEndOfType(before)); this.position++) {
			depth += at("(") ? 1 : at(")") ? -1 : 0;
		}
		return (this.position == start) ? ""
				: this.text.substring(this.tokens.get(start).start(), this.tokens.get(this.position - 1).end());
	}

	private boolean atEndOfType(String... before) {
		return at(",") || at(")") || Arrays.stream(before).anyMatch(this::at);
	}

	private boolean is(int index, String lowerCase) {
		return index < this.tokens.size() && typeAt(index) != TokenType.QUOTED_IDENTIFIER
				&& Identifier.folded(written(this.tokens.get(index))).equals(lowerCase);
	}

	private TokenType typeAt(int index) {
		return (index < this.tokens.size()) ? this.tokens.get(index).type() : TokenType.END;
	}

	private String written(Token token) {
		return this.text.substring(token.start(), token.end());
	}

}
