package io.schemarecovery.publish;

import java.util.Locale;

/** Numbers as they are read. */
final class Counts {

	private Counts() {
	}

	/** With its thousands set apart. */
	static String of(long number) {
		return String.format(Locale.ENGLISH, "%,d", number);
	}

	/** With a noun, in the plural where it has to be. */
	static String of(long number, String noun) {
		return of(number) + " " + noun + ((number == 1) ? "" : "s");
	}

}
