package io.schemarecovery.migrate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

import io.schemarecovery.secret.Secrets;
import io.schemarecovery.catalog.Dependent;
import io.schemarecovery.cascade.CascadePolicies.Verdict;
import io.schemarecovery.report.Cascade;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the cascade-aware connections of one migration run did: what each CASCADE took
 * that was committed, and the statement that failed. Used by one thread at a time, as
 * Flyway does.
 */
final class CascadeJournal {

	private static final Log logger = LogFactory.getLog(CascadeJournal.class);

	private final List<Cascade> cascades = new ArrayList<>();

	private String migration = "?";

	private @Nullable String last;

	private @Nullable String committing;

	private ToIntFunction<String> lines = (statement) -> 0;

	private @Nullable Failure failure;

	private Runnable counter = () -> {
	};

	/**
	 * A statement that failed.
	 *
	 * @param sql the statement, as written and as run
	 * @param exception what it failed with
	 */
	record Failure(CascadeRewrite.Sql sql, SQLException exception) {

		/** Why CASCADE was not added, or {@code null} if nothing was to be added. */
		@Nullable Verdict verdict() {
			return this.sql.refused();
		}

	}

	/** Forget the run before. */
	void reset() {
		this.cascades.clear();
		this.failure = null;
		this.last = null;
		this.committing = null;
		begin("?", (statement) -> 0);
	}

	/**
	 * What runs from now on.
	 * @param script the migration, or the event of callbacks
	 * @param lines finds the line of a statement, 0 if it cannot
	 */
	void begin(String script, ToIntFunction<String> lines) {
		this.migration = script;
		this.lines = lines;
	}

	/** What runs from now on is a migration. */
	void migrating(String script) {
		this.last = script;
	}

	/**
	 * Have migrations counted.
	 * @param counter called after each that ran
	 */
	void count(Runnable counter) {
		this.counter = counter;
	}

	/** A migration ran to its end. */
	void migrated() {
		this.counter.run();
	}

	/** A script has committed by a statement of its own. */
	void committedByStatement() {
		this.committing = this.last;
	}

	/** The migration that began last, or {@code null} if none did. */
	@Nullable String last() {
		return this.last;
	}

	/** The migration that committed last by a statement of its own, or {@code null}. */
	@Nullable String committing() {
		return this.committing;
	}

	/** A CASCADE that ran, and that is yet to be committed. */
	Cascade cascade(String sql, Verdict verdict) {
		String statement = sql.substring(verdict.clause().statementStart(), verdict.clause().insertAt());
		return new Cascade(this.migration, this.lines.applyAsInt(statement), Secrets.of(statement).mask(statement),
				verdict.closure().taken().stream().map(Dependent::description).toList());
	}

	void committed(Cascade cascade) {
		this.cascades.add(cascade);
		logger.warn("%s: CASCADE was added to \"%s\", which took %s".formatted(cascade.place(),
				cascade.statement().replaceAll("\\s+", " "), cascade.summary()));
		if (logger.isDebugEnabled()) {
			cascade.taken().forEach((taken) -> logger.debug("  took " + taken));
		}
	}

	void failed(CascadeRewrite.Sql sql, SQLException exception) {
		this.failure = new Failure(sql, exception);
	}

	/** What was committed, in order. */
	List<Cascade> cascades() {
		return List.copyOf(this.cascades);
	}

	/**
	 * The statement that failed with an exception.
	 * @param exception what was thrown, or {@code null}
	 * @return the statement, or {@code null} if none of these connections ran it
	 */
	@Nullable Failure failure(@Nullable SQLException exception) {
		return (this.failure != null && this.failure.exception() == exception) ? this.failure : null;
	}

}
