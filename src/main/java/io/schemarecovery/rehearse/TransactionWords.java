package io.schemarecovery.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.schemarecovery.rewrite.Statements;
import io.schemarecovery.rewrite.Token;
import io.schemarecovery.rewrite.TokenType;

/** Finds the statements that would end the transaction in which all is rehearsed. */
final class TransactionWords {

	private TransactionWords() {
	}

	/**
	 * Whether a text ends the transaction that it runs in.
	 * @param sql one statement or several
	 */
	static boolean endTheTransaction(String sql) {
		List<List<String>> statements = new ArrayList<>(List.of(new ArrayList<>()));
		Statements.tokens(sql, (token) -> {
			List<String> words = statements.get(statements.size() - 1);
			if (token.type() == TokenType.SEMICOLON) {
				statements.add(new ArrayList<>());
			}
			else if (words.size() < 3) {
				words.add(word(sql, token));
			}
		});
		// of a routine whose body is not quoted, END is none of these
		boolean routine = statements.get(0).size() > 0 && statements.get(0).get(0).equals("create");
		return statements.stream().anyMatch((words) -> ends(words, routine));
	}

	private static boolean ends(List<String> words, boolean routine) {
		if (words.isEmpty()) {
			return false;
		}
		return switch (words.get(0)) {
			case "commit" -> true;
			case "end" -> !routine;
			case "rollback", "abort" -> !words.contains("to");
			case "prepare" -> words.size() > 1 && words.get(1).equals("transaction");
			default -> false;
		};
	}

	private static String word(String sql, Token token) {
		return (token.type() == TokenType.WORD) ? sql.substring(token.start(), token.end()).toLowerCase(Locale.ROOT)
				: "";
	}

}
