package io.schemarecovery.failure;

/** Exit codes of the process, as in {@code sysexits.h}. */
public enum ExitCode {

	/**
	 * {@code EX_DATAERR}: a migration failed, and the fallback as well or was not asked.
	 */
	MIGRATION_FAILED(65),

	/** {@code EX_UNAVAILABLE}: no connection to the database. */
	NO_DATABASE(69),

	/** {@code EX_SOFTWARE}: a bug. */
	BUG(70),

	/** {@code EX_TEMPFAIL}: a lock, a deadline or a resource; trying again may help. */
	TRY_AGAIN(75),

	/** {@code EX_NOPERM}: a guard or a missing privilege. */
	REFUSED(77),

	/** {@code EX_CONFIG}: a setting that cannot be read or cannot work. */
	CONFIGURATION(78);

	private final int code;

	ExitCode(int code) {
		this.code = code;
	}

	/** Status the process ends with. */
	public int code() {
		return this.code;
	}

}
