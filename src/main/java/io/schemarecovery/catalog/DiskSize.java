package io.schemarecovery.catalog;

/** A size on disk, as a person reads it. */
public final class DiskSize {

	private static final String[] UNITS = { "kB", "MB", "GB", "TB", "PB" };

	private DiskSize() {
	}

	/**
	 * Print a size as {@code pg_size_pretty} does: up to 10239 of a unit, halves rounded
	 * up.
	 * @param bytes the size in bytes
	 */
	public static String text(long bytes) {
		if (bytes < 10 * 1024) {
			return bytes + " bytes";
		}
		int unit = 0;
		long halves = bytes >> 9;
		while (halves >= 20 * 1024 - 1 && unit < UNITS.length - 1) {
			halves >>= 10;
			unit++;
		}
		return (halves + 1) / 2 + " " + UNITS[unit];
	}

}
