package io.schemarecovery.archive;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What a run moved aside.
 *
 * @param run number of the run
 * @param application name of the application
 * @param scope the schemas that the run was about, sorted
 * @param state what became of it
 * @param parts where it came from, and where it is
 * @param created when the first object was moved
 * @param completed when the scope was proven to be empty
 * @param restoredBy the run that put it back, or has begun to
 */
public record Archive(long run, String application, List<String> scope, State state, List<Part> parts, Instant created,
		@Nullable Instant completed, @Nullable Long restoredBy) {

	/** Of an archive that is yet to be. */
	static final Instant NEVER = Instant.EPOCH;

	/** What becomes of an archive. */
	public enum State {

		/** Some of it may still stand where it came from. */
		FILLING,

		/** All of it is there. */
		COMPLETE,

		/** Some of it may be back already. */
		RESTORING,

		/** All of it is back, and its schemas are gone. */
		RESTORED,

		/** Some of it may be dropped already. */
		PURGING;

		static State of(String text) {
			return valueOf(text.toUpperCase(Locale.ROOT));
		}

		/** As it is written down. */
		String text() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * What came from one schema.
	 *
	 * @param schema the schema it came from, unquoted
	 * @param archiveSchema the schema it was moved into, unquoted
	 * @param objects number of objects that were moved
	 */
	public record Part(String schema, String archiveSchema, long objects) {

	}

	/** Number of objects that were moved. */
	public long objects() {
		return this.parts.stream().mapToLong(Part::objects).sum();
	}

	/** The schemas it came from. */
	public List<String> schemas() {
		return this.parts.stream().map(Part::schema).toList();
	}

	/** The schemas it was moved into. */
	public List<String> archiveSchemas() {
		return this.parts.stream().map(Part::archiveSchema).toList();
	}

	/** Whether all of it is in its schemas, or on its way out. */
	public boolean removable() {
		return this.state == State.COMPLETE || this.state == State.PURGING;
	}

	Optional<Part> part(String schema) {
		return this.parts.stream().filter((part) -> part.schema().equals(schema)).findFirst();
	}

	@Override
	public String toString() {
		return "run %s of %s, %s, %s objects of %s".formatted(this.run, this.created.truncatedTo(ChronoUnit.SECONDS),
				this.state.text(), objects(), String.join(", ", schemas()));
	}

}
