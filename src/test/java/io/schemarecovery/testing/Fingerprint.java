package io.schemarecovery.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.schemarecovery.catalog.ObjectAddress;

/**
 * All that the catalogs of a database say, row by row, with owners and grants, and the
 * number of rows of each table: whatever changes shows. What the server only keeps as a
 * hint or a statistic is left out.
 */
public final class Fingerprint {

	private final Map<ObjectAddress, Stored> objects = new HashMap<>();

	private final List<Line> lines = new ArrayList<>();

	private final List<Edge> edges = new ArrayList<>();

	/**
	 * An object, or a column of a relation.
	 *
	 * @param schema the schema it lives in, or its relation does; empty for none
	 */
	public record Stored(ObjectAddress address, String schema, String description) {

	}

	/** A row of {@code pg_depend}. */
	public record Edge(ObjectAddress from, char type, ObjectAddress to) {

	}

	/** A row of a catalog, and what it is about. */
	private record Line(ObjectAddress about, ObjectAddress other, String text) {

	}

	private Fingerprint() {
	}

	/** Of a database, as its superuser sees it. */
	public static Fingerprint of(TestDatabase database) {
		try (Connection connection = database.connectAsSuperuser()) {
			return of(connection);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Of a database, within the transaction of a connection of its superuser. */
	public static Fingerprint of(Connection connection) throws SQLException {
		Fingerprint fingerprint = new Fingerprint();
		try (Statement statement = connection.createStatement()) {
			try (ResultSet row = statement.executeQuery(FingerprintSql.objects())) {
				while (row.next()) {
					ObjectAddress address = address(row, 1);
					fingerprint.objects.put(address, new Stored(address, row.getString(4), row.getString(5)));
				}
			}
			try (ResultSet row = statement.executeQuery(FingerprintSql.lines())) {
				while (row.next()) {
					fingerprint.lines.add(new Line(address(row, 1), address(row, 4), row.getString(7)));
				}
			}
			try (ResultSet row = statement.executeQuery(FingerprintSql.EDGES)) {
				while (row.next()) {
					fingerprint.edges.add(new Edge(address(row, 1), row.getString(7).charAt(0), address(row, 4)));
				}
			}
		}
		return fingerprint;
	}

	/** The addresses of what is there alone. */
	public static Set<ObjectAddress> addresses(Connection connection) throws SQLException {
		Set<ObjectAddress> addresses = new HashSet<>();
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(FingerprintSql.addresses())) {
			while (row.next()) {
				addresses.add(address(row, 1));
			}
		}
		return addresses;
	}

	private static ObjectAddress address(ResultSet row, int column) throws SQLException {
		return new ObjectAddress(row.getLong(column), row.getLong(column + 1), row.getInt(column + 2));
	}

	/** What is there, columns of relations included. */
	public Map<ObjectAddress, Stored> objects() {
		return this.objects;
	}

	/** What depends on what. */
	public List<Edge> edges() {
		return this.edges;
	}

	/**
	 * What is gone: the objects that a later fingerprint lacks, and the columns of those
	 * relations that it has.
	 */
	public Map<ObjectAddress, Stored> lost(Fingerprint later) {
		Set<ObjectAddress> gone = new HashSet<>(this.objects.keySet());
		gone.removeAll(later.objects.keySet());
		Map<ObjectAddress, Stored> lost = new HashMap<>();
		gone.stream()
			.filter((address) -> address.subId() == 0 || !gone.contains(whole(address)))
			.forEach((address) -> lost.put(address, this.objects.get(address)));
		return lost;
	}

	/**
	 * What differs in a later fingerprint, a line each.
	 * @param without addresses of objects or columns that are left out
	 */
	public List<String> changes(Fingerprint later, Set<ObjectAddress> without) {
		Set<String> before = told(without);
		Set<String> after = later.told(without);
		return Stream
			.concat(before.stream().filter((line) -> !after.contains(line)).map((line) -> "- " + line),
					after.stream().filter((line) -> !before.contains(line)).map((line) -> "+ " + line))
			.sorted()
			.toList();
	}

	private Set<String> told(Set<ObjectAddress> without) {
		Stream<Line> depend = this.edges.stream()
			.map((edge) -> new Line(edge.from(), edge.to(), "depends (" + edge.type() + ")"));
		return Stream.concat(this.lines.stream(), depend)
			.filter((line) -> Stream.of(line.about(), line.other())
				.noneMatch((address) -> without.contains(address) || without.contains(whole(address))))
			.map(this::text)
			.collect(Collectors.toSet());
	}

	private String text(Line line) {
		return name(line.about()) + " " + name(line.other()) + " " + line.text();
	}

	private String name(ObjectAddress address) {
		Stored stored = this.objects.get(address);
		return (stored != null) ? stored.description() : address.toString();
	}

	public static ObjectAddress whole(ObjectAddress address) {
		return new ObjectAddress(address.classId(), address.objectId(), 0);
	}

}
