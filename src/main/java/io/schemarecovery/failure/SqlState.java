package io.schemarecovery.failure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The condition names of SQLSTATEs.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL Error
 * Codes</a>
 */
public final class SqlState {

	private static final Properties NAMES = read();

	private SqlState() {
	}

	/**
	 * What to call an SQLSTATE.
	 * @param state the five characters
	 * @return {@code SQLSTATE 42P01, undefined_table}; without a name where it has none
	 */
	public static String describe(String state) {
		String name = NAMES.getProperty(state);
		return "SQLSTATE " + state + ((name != null) ? ", " + name : "");
	}

	private static Properties read() {
		Properties names = new Properties();
		try (InputStream stream = SqlState.class.getResourceAsStream("sqlstates.properties")) {
			if (stream != null) {
				names.load(stream);
			}
			return names;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
