package io.schemarecovery.migrate;

import java.util.Arrays;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

/**
 * Where the schema came from, as the baseline in the history of Flyway remembers it: from
 * the migrations, or, since they failed, from the entities. It stays so until a reset
 * whose migrations succeed.
 */
public final class SchemaOrigin {

	/** How the description of such a baseline begins. */
	public static final String FROM_ENTITIES = "created from entities";

	/** What the entities cannot supply. */
	public static final String MISSING = "views, functions, triggers, checks and data of the versioned migrations";

	private final Flyway flyway;

	private volatile @Nullable String baseline;

	/**
	 * Look into the history of a Flyway.
	 * @param flyway whose history to read
	 */
	public SchemaOrigin(Flyway flyway) {
		this.flyway = flyway;
	}

	/**
	 * Why the schema was created from the entities. Read once.
	 * @return the cause, or an empty text if it was made by the migrations
	 */
	public String causeOfFallback() {
		String known = this.baseline;
		if (known == null) {
			known = Arrays.stream(this.flyway.info().applied())
				.map(MigrationInfo::getDescription)
				.filter((description) -> description != null && description.startsWith(FROM_ENTITIES))
				.findFirst()
				.orElse("");
			this.baseline = known;
		}
		return known.replaceFirst(FROM_ENTITIES + ":? ?", "");
	}

}
