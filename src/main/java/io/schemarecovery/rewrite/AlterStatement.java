package io.schemarecovery.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The clauses of an {@code ALTER … DROP …, DROP …} statement, one for each of its actions
 * that drops.
 */
record AlterStatement(TokenCursor cursor) {

	List<DropClause> clauses() {
		this.cursor.accept("ALTER");
		if (this.cursor.accept("TABLE") || this.cursor.accept("FOREIGN", "TABLE")) {
			this.cursor.accept("IF", "EXISTS");
			return clauses(this::tableAction);
		}
		if (this.cursor.accept("TYPE")) {
			return clauses(() -> action("ATTRIBUTE", DropKind.ATTRIBUTE));
		}
		if (this.cursor.accept("DOMAIN")) {
			return clauses(() -> action("CONSTRAINT", DropKind.DOMAIN_CONSTRAINT));
		}
		return List.of();
	}

	private List<DropClause> clauses(Action action) {
		boolean only = this.cursor.accept("ONLY");
		String altered = altered();
		if (altered.isEmpty()) {
			return List.of();
		}
		List<DropClause> clauses = new ArrayList<>();
		do {
			if (this.cursor.accept("DROP")) {
				action.read().flatMap((kind) -> clause(kind, altered, only)).ifPresent(clauses::add);
			}
			this.cursor.skipToComma();
		}
		while (this.cursor.acceptComma());
		return clauses;
	}

	/** The name after {@code ALTER TABLE}, without what may surround it. */
	private String altered() {
		boolean grouped = this.cursor.atParenthesis();
		int start = this.cursor.position() + (grouped ? 1 : 0);
		if (grouped ? !this.cursor.acceptGroup() : !this.cursor.acceptQualifiedName()) {
			return "";
		}
		String name = this.cursor.text(start, this.cursor.position() - (grouped ? 1 : 0));
		this.cursor.skipStar();
		return name;
	}

	private Optional<DropKind> tableAction() {
		if (this.cursor.accept("CONSTRAINT")) {
			return Optional.of(DropKind.CONSTRAINT);
		}
		this.cursor.accept("COLUMN");
		return Optional.of(DropKind.COLUMN);
	}

	private Optional<DropKind> action(String word, DropKind kind) {
		return this.cursor.accept(word) ? Optional.of(kind) : Optional.empty();
	}

	private Optional<DropClause> clause(DropKind kind, String altered, boolean only) {
		boolean ifExists = this.cursor.accept("IF", "EXISTS");
		List<String> names = kind.readTargets(this.cursor);
		if (names.isEmpty() || !(this.cursor.atEnd() || this.cursor.atComma())) {
			return Optional.empty();
		}
		return Optional.of(new DropClause(kind, List.of(altered, names.get(0)), ifExists, only,
				this.cursor.statementStart(), this.cursor.lastEnd()));
	}

	/** What an action that starts with {@code DROP} drops, when it is known. */
	@FunctionalInterface
	private interface Action {

		Optional<DropKind> read();

	}

}
