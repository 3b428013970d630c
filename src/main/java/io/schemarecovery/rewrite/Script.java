package io.schemarecovery.rewrite;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements of SQL text, one after the other. They end where psql ends them: at a
 * semicolon outside quotes, comments, parentheses (the commands of a rule) and bodies
 * {@code BEGIN ATOMIC … END}, and at a meta command.
 */
final class Script {

	private final String sql;

	private final Lexer lexer;

	private final List<DropClause> clauses = new ArrayList<>();

	Script(String sql, boolean standardConformingStrings) {
		this.sql = sql;
		this.lexer = new Lexer(sql, standardConformingStrings);
	}

	/** The clauses of all statements; none when the text cannot be lexed to its end. */
	List<DropClause> clauses() {
		while (!this.lexer.next().isLast()) {
			statement();
		}
		return (this.lexer.type() == TokenType.END) ? List.copyOf(this.clauses) : List.of();
	}

	private void statement() {
		if (this.lexer.isWord("DROP")) {
			TokenCollector collector = new TokenCollector();
			read(collector);
			this.clauses.addAll(new DropStatement(collector.cursor(this.sql)).clauses());
		}
		else if (this.lexer.isWord("ALTER")) {
			TokenCollector collector = new TokenCollector();
			read(collector);
			this.clauses.addAll(new AlterStatement(collector.cursor(this.sql)).clauses());
		}
		else if (this.lexer.isWord("CREATE")) {
			read(new RoutineReader());
		}
		else if (this.lexer.isWord("COPY")) {
			read(new CopyReader());
		}
		else {
			read(StatementReader.ignoring());
		}
	}

	/** Reads from the current token to the statement's end. */
	private void read(StatementReader reader) {
		int depth = 0;
		TokenType type = this.lexer.type();
		while (!type.isLast()) {
			reader.token(this.lexer, depth);
			if (depth == 0 && !reader.isInBody() && (type == TokenType.SEMICOLON || type == TokenType.META_COMMAND)) {
				return;
			}
			if (this.lexer.isPunctuation('(')) {
				depth++;
			}
			else if (this.lexer.isPunctuation(')')) {
				depth = Math.max(0, depth - 1);
			}
			type = this.lexer.next();
		}
	}

}
