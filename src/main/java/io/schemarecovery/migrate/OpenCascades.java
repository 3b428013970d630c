package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.schemarecovery.report.Cascade;
import io.schemarecovery.rewrite.Statements;
import org.jspecify.annotations.Nullable;

/**
 * What the CASCADEs of a connection took in its current transaction: it goes into the
 * journal with the commit, and is forgotten with a rollback. With {@code group=true} one
 * transaction spans all migrations. Both are followed as methods of the connection and as
 * statements.
 */
final class OpenCascades {

	private static final Pattern SAVEPOINT = Pattern.compile(
			"(?<verb>savepoint|release|(?:rollback|abort)(?:\\s+(?:work|transaction))?\\s+to)(?:\\s+savepoint)?\\s+"
					+ "(?<name>\"(?:[^\"]|\"\")++\"|[^\\s;]++)",
			Pattern.CASE_INSENSITIVE);

	private final Connection connection;

	private final CascadeJournal journal;

	private final List<Cascade> open = new ArrayList<>();

	private final Map<Savepoint, Integer> savepoints = new IdentityHashMap<>();

	private final List<Mark> marks = new ArrayList<>();

	/**
	 * A savepoint made by a statement.
	 *
	 * @param name its name
	 * @param kept how many are kept when it is rolled back to
	 */
	private record Mark(String name, int kept) {

	}

	OpenCascades(Connection connection, CascadeJournal journal) {
		this.connection = connection;
		this.journal = journal;
	}

	/** A statement has run. */
	void ran(CascadeRewrite.Sql sql) throws SQLException {
		sql.cascading().forEach((verdict) -> this.open.add(this.journal.cascade(sql.original(), verdict)));
		switch (TransactionControl.of(sql.original())) {
			case COMMITS -> {
				this.journal.committedByStatement();
				committed();
			}
			case ROLLS_BACK -> rolledBack();
			case GOES_BACK, NONE -> savepoint(sql.original());
		}
		if (!this.open.isEmpty() && this.connection.getAutoCommit()) {
			committed();
		}
	}

	/**
	 * A method of the connection was called.
	 * @param method its name
	 * @param control what it did to the transaction
	 * @param argument its argument, or {@code null} if it has none
	 * @param result what it gave, or {@code null}
	 */
	void called(String method, TransactionControl control, @Nullable Object argument, @Nullable Object result) {
		switch (control) {
			case COMMITS -> committed();
			case ROLLS_BACK -> rolledBack();
			case GOES_BACK -> {
				int kept = (argument instanceof Savepoint savepoint) ? this.savepoints.getOrDefault(savepoint, 0) : 0;
				this.open.subList(Math.min(kept, this.open.size()), this.open.size()).clear();
			}
			case NONE -> {
				if (result instanceof Savepoint savepoint) {
					this.savepoints.put(savepoint, this.open.size());
				}
				else if (method.equals("close")) {
					rolledBack();
				}
			}
		}
	}

	private void rolledBack() {
		this.open.clear();
		this.marks.clear();
	}

	private void savepoint(String sql) {
		Matcher matcher = SAVEPOINT.matcher(sql).region(Statements.first(sql), sql.length());
		if (!matcher.lookingAt()) {
			return;
		}
		String verb = matcher.group("verb").toLowerCase(Locale.ROOT);
		String written = matcher.group("name");
		String name = written.startsWith("\"") ? written : "\"" + written.toLowerCase(Locale.ROOT) + "\"";
		if (verb.equals("savepoint")) {
			this.marks.add(new Mark(name, this.open.size()));
			return;
		}
		int index = this.marks.size() - 1;
		while (index >= 0 && !this.marks.get(index).name().equals(name)) {
			index--;
		}
		if (index < 0) {
			return;
		}
		boolean released = verb.equals("release");
		if (!released) {
			int kept = Math.min(this.marks.get(index).kept(), this.open.size());
			this.open.subList(kept, this.open.size()).clear();
		}
		this.marks.subList(released ? index : index + 1, this.marks.size()).clear();
	}

	private void committed() {
		this.open.forEach(this.journal::committed);
		this.open.clear();
		this.savepoints.clear();
		this.marks.clear();
	}

}
