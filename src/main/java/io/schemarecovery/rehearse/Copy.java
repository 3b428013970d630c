package io.schemarecovery.rehearse;

import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/** What migrations are rehearsed on: looks like the database, and is thrown away. */
interface Copy {

	/**
	 * Connects to it as an application does.
	 * @param original a data source of the application, on this database
	 */
	DataSource as(DataSource original);

	/** What it is. */
	String description();

	/** What a rehearsal on it cannot show, a line each. */
	List<String> cannotShow();

	/** What of the migrations it had to leave out, so far. */
	List<String> leftOut();

	/**
	 * Why the rehearsal had to stop, though no migration failed.
	 * @return what stood in its way, or {@code null} if nothing did
	 */
	@Nullable Obstacle obstacle();

	/**
	 * Whether a failure may be one of the rehearsal alone.
	 * @param state the SQLSTATE, empty if there is none
	 * @return whether the next start may well succeed
	 */
	default boolean maySucceed(String state) {
		return false;
	}

	/**
	 * Throw it away.
	 * @return what is to be known about that, a line each
	 */
	List<String> end();

}
