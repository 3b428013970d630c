package io.schemarecovery.rewrite;

import java.util.List;

/** The clause of a {@code DROP …} statement. */
record DropStatement(TokenCursor cursor) {

	List<DropClause> clauses() {
		this.cursor.accept("DROP");
		return DropKind.read(this.cursor).map(this::clauses).orElseGet(List::of);
	}

	private List<DropClause> clauses(DropKind kind) {
		if (kind == DropKind.INDEX && this.cursor.accept("CONCURRENTLY")) {
			return List.of();
		}
		boolean ifExists = this.cursor.accept("IF", "EXISTS");
		List<String> targets = kind.readTargets(this.cursor);
		if (targets.isEmpty() || !this.cursor.atEnd()) {
			return List.of();
		}
		return List
			.of(new DropClause(kind, targets, ifExists, false, this.cursor.statementStart(), this.cursor.lastEnd()));
	}

}
