package io.schemarecovery.migrate;

import java.util.ArrayList;
import java.util.List;

import io.schemarecovery.catalog.Closure;
import io.schemarecovery.catalog.Dependent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the cascade-aware connections of one migration run did: what each CASCADE took,
 * and the statement that failed. Used by one thread at a time, as Flyway does.
 */
final class CascadeJournal {

	private static final Log logger = LogFactory.getLog(CascadeJournal.class);

	private final List<Cascade> cascades = new ArrayList<>();

	private String migration = "?";

	private @Nullable Failure failure;

	/**
	 * A CASCADE that was added.
	 *
	 * @param migration the script
	 * @param statement the DROP as written
	 * @param dependents what it took
	 */
	record Cascade(String migration, String statement, List<Dependent> dependents) {

	}

	/**
	 * A statement that failed.
	 *
	 * @param statement the statement as written
	 * @param verdict why CASCADE was not added, or {@code null} if nothing was to be
	 * added
	 */
	record Failure(String statement, CascadePolicies.@Nullable Verdict verdict) {

	}

	void begin(String script) {
		this.migration = script;
		this.failure = null;
	}

	void cascaded(String statement, Closure closure) {
		List<Dependent> dependents = closure.dependents();
		this.cascades.add(new Cascade(this.migration, statement, dependents));
		logger.warn("%s: CASCADE was added to \"%s\", which takes %s".formatted(this.migration, statement,
				String.join(", ", dependents.stream().map(Dependent::description).toList())));
	}

	void failed(String statement, CascadePolicies.@Nullable Verdict verdict) {
		this.failure = new Failure(statement, verdict);
	}

	List<Cascade> cascades() {
		return List.copyOf(this.cascades);
	}

	@Nullable Failure failure() {
		return this.failure;
	}

}
