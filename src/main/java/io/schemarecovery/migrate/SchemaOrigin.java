package io.schemarecovery.migrate;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

/**
 * Where the schema came from, as the baseline in a history of Flyway remembers it: from
 * the migrations, or, since they failed, from the entities. It stays so until a reset
 * whose migrations succeed.
 */
public final class SchemaOrigin {

	/** How the description of such a baseline begins. */
	public static final String FROM_ENTITIES = "created from entities";

	/** What the entities cannot supply. */
	public static final String MISSING = "views, functions, triggers, checks and data of the versioned migrations";

	private final Collection<Flyway> flyways;

	private volatile @Nullable String baseline;

	/**
	 * Look into the histories of the application.
	 * @param flyways whose histories to read
	 */
	public SchemaOrigin(Collection<Flyway> flyways) {
		this.flyways = List.copyOf(flyways);
	}

	/**
	 * Why the schema was created from the entities. Read once.
	 * @return the cause, or an empty text if it was made by the migrations
	 */
	public String causeOfFallback() {
		String known = this.baseline;
		if (known == null) {
			known = this.flyways.stream()
				.map((flyway) -> baseline(FlywayCopy.info(flyway).applied()))
				.filter((found) -> !found.isEmpty())
				.findFirst()
				.orElse("");
			this.baseline = known;
		}
		return known.replaceFirst(FROM_ENTITIES + ":? ?", "");
	}

	/** The description of such a baseline among some migrations, or an empty text. */
	static String baseline(MigrationInfo[] applied) {
		return Arrays.stream(applied)
			.map(MigrationInfo::getDescription)
			.filter((description) -> description != null && description.startsWith(FROM_ENTITIES))
			.findFirst()
			.orElse("");
	}

}
