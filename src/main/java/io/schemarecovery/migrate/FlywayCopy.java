package io.schemarecovery.migrate;

import java.util.function.UnaryOperator;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Copies a {@link Flyway} with something changed, and all else as it was.
 * <p>
 * A new Flyway replaces every callback it is given by new instances of the classes in
 * {@code db/callback}, if there are any: they are put back.
 */
final class FlywayCopy {

	private FlywayCopy() {
	}

	static Flyway of(Flyway original, UnaryOperator<FluentConfiguration> changes) {
		FluentConfiguration changed = changes.apply(Flyway.configure(original.getConfiguration().getClassLoader())
			.configuration(original.getConfiguration()));
		Flyway copy = (changed.getDataSource() instanceof CascadeDataSource dataSource)
				? CascadeFlyway.load(changed, dataSource) : changed.load();
		((ClassicConfiguration) copy.getConfiguration()).setCallbacks(changed.getCallbacks());
		return copy;
	}

	/** To look by: a callback of the application would take it for its own doing. */
	static MigrationInfoService info(Flyway original) {
		return of(original,
				(copy) -> copy.callbacks(new Callback[0]).callbacks(new String[0]).skipDefaultCallbacks(true))
			.info();
	}

}
