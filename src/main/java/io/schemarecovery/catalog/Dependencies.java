package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * All of {@code pg_depend}, in arrays of primitives: 20 bytes a row.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/catalog-pg-depend.html">pg_depend</a>
 */
final class Dependencies {

	// rows that pin an object of the system are there up to 14
	private static final String ROWS = """
			SELECT classid::int8, objid::int8, objsubid, refclassid::int8, refobjid::int8, refobjsubid, deptype
			  FROM pg_depend WHERE deptype <> 'p'
			""";

	/** Rows that come over the wire at once. */
	private static final int FETCH_SIZE = 10_000;

	private final AddressIndex objects = new AddressIndex();

	private int[] dependents = new int[1 << 12];

	private int[] references = new int[1 << 12];

	private short[] dependentColumns = new short[1 << 12];

	private short[] referenceColumns = new short[1 << 12];

	private byte[] types = new byte[1 << 12];

	private int size;

	private Dependencies() {
	}

	/**
	 * Read them.
	 * @param connection a connection within a transaction
	 */
	static Dependencies read(Connection connection) throws SQLException {
		Dependencies dependencies = new Dependencies();
		try (PreparedStatement statement = connection.prepareStatement(ROWS)) {
			statement.setFetchSize(FETCH_SIZE);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					dependencies.add(rows);
				}
			}
		}
		return dependencies;
	}

	private void add(ResultSet row) throws SQLException {
		if (this.size == this.dependents.length) {
			int length = this.size * 2;
			this.dependents = Arrays.copyOf(this.dependents, length);
			this.references = Arrays.copyOf(this.references, length);
			this.dependentColumns = Arrays.copyOf(this.dependentColumns, length);
			this.referenceColumns = Arrays.copyOf(this.referenceColumns, length);
			this.types = Arrays.copyOf(this.types, length);
		}
		this.dependents[this.size] = this.objects.number((int) row.getLong(1), (int) row.getLong(2));
		this.dependentColumns[this.size] = row.getShort(3);
		this.references[this.size] = this.objects.number((int) row.getLong(4), (int) row.getLong(5));
		this.referenceColumns[this.size] = row.getShort(6);
		this.types[this.size] = (byte) row.getString(7).charAt(0);
		this.size++;
	}

	/** Number of rows. */
	int size() {
		return this.size;
	}

	/** The numbers of the objects. */
	AddressIndex objects() {
		return this.objects;
	}

	/** Number of the object that depends. */
	int dependent(int row) {
		return this.dependents[row];
	}

	/** Number of the object that it depends on. */
	int reference(int row) {
		return this.references[row];
	}

	/** Column that depends, or 0. */
	int dependentColumn(int row) {
		return this.dependentColumns[row];
	}

	/** Column that it depends on, or 0. */
	int referenceColumn(int row) {
		return this.referenceColumns[row];
	}

	/** {@code deptype}. */
	char type(int row) {
		return (char) this.types[row];
	}

}
