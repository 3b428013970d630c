package io.schemarecovery.rewrite;

import java.util.Comparator;
import java.util.List;

/**
 * Finds where {@code CASCADE} could be inserted into PostgreSQL SQL text, and inserts it.
 * <ol>
 * <li>Text without {@code drop} in it is looked at no further.</li>
 * <li>The text is lexed as PostgreSQL and psql lex it, statement by statement. When it
 * ends inside a quote or a comment, there is nothing to insert.</li>
 * <li>Only a statement whose first word is {@code DROP} or {@code ALTER} is read token by
 * token. It has to read to its end like the grammar's form without
 * {@code CASCADE | RESTRICT}; whatever else it may be passes through.</li>
 * </ol>
 */
public final class CascadeRewriter {

	private static final String CASCADE = " CASCADE";

	private CascadeRewriter() {
	}

	/**
	 * All {@code DROP} clauses that could take {@code CASCADE}, in order of position.
	 * @param sql one statement or many, with or without a terminator
	 * @return the clauses; none when the text cannot be lexed
	 */
	public static List<DropClause> find(String sql) {
		return find(sql, true);
	}

	/**
	 * All {@code DROP} clauses that could take {@code CASCADE}, in order of position.
	 * @param sql one statement or many, with or without a terminator
	 * @param standardConformingStrings the session's {@code standard_conforming_strings}:
	 * when {@code false}, a backslash escapes in every {@code '…'}
	 * @return the clauses; none when the text cannot be lexed
	 */
	public static List<DropClause> find(String sql, boolean standardConformingStrings) {
		return mentionsDrop(sql) ? new Script(sql, standardConformingStrings).clauses() : List.of();
	}

	/**
	 * Inserts {@code CASCADE} at each of the clauses; every other character stays.
	 * @param sql the text in which the clauses were found
	 * @param clauses all or some of them
	 * @return the text with {@code CASCADE}
	 */
	public static String rewrite(String sql, List<DropClause> clauses) {
		if (clauses.isEmpty()) {
			return sql;
		}
		StringBuilder text = new StringBuilder(sql.length() + clauses.size() * CASCADE.length());
		int copied = 0;
		for (DropClause clause : clauses.stream().sorted(Comparator.comparingInt(DropClause::insertAt)).toList()) {
			text.append(sql, copied, clause.insertAt()).append(CASCADE);
			copied = clause.insertAt();
		}
		return text.append(sql, copied, sql.length()).toString();
	}

	/** Looks at every fourth character, unless it could be one of the word. */
	private static boolean mentionsDrop(String sql) {
		int last = 3;
		while (last < sql.length()) {
			switch (sql.charAt(last)) {
				case 'p', 'P' -> {
					if (Characters.isWord(sql, last - 3, last + 1, "DROP")) {
						return true;
					}
					last += 4;
				}
				case 'o', 'O' -> last += 1;
				case 'r', 'R' -> last += 2;
				case 'd', 'D' -> last += 3;
				default -> last += 4;
			}
		}
		return false;
	}

}
