package io.schemarecovery.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * How the members of a closure depend on each other.
 * <ol>
 * <li>A member is "own" when an automatic, internal, partition or extension dependency
 * ties it to something that goes: the server then drops it without asking for
 * CASCADE.</li>
 * <li>Its parent is what it depends on, by a normal dependency if there is one. A view
 * depends on nothing itself, its rule does: so the parent may be found through an
 * internal part.</li>
 * </ol>
 */
final class DependencyGraph {

	private static final String SILENT = SystemCatalogs.PARTS + "e";

	private final List<Node> nodes;

	private final Set<ObjectAddress> addresses = new HashSet<>();

	private final Set<ObjectAddress> targets;

	private final Map<ObjectAddress, List<Node>> parts = new HashMap<>();

	/**
	 * A member.
	 *
	 * @param edges what it, or a column of it, depends on, in the closure or not
	 */
	record Node(ObjectAddress address, String description, String schema, boolean foreignKey, List<Edge> edges) {

	}

	/**
	 * A row of {@code pg_depend}.
	 *
	 * @param subId column of the dependent, or 0
	 * @param type {@code deptype}
	 * @param reference what it depends on
	 */
	record Edge(int subId, char type, ObjectAddress reference) {

	}

	DependencyGraph(List<Node> nodes, List<ObjectAddress> targets) {
		this.nodes = nodes;
		this.targets = Set.copyOf(targets);
		nodes.forEach((node) -> this.addresses.add(node.address()));
		for (Node node : nodes) {
			node.edges()
				.stream()
				.filter((edge) -> edge.type() == 'i')
				.forEach(
						(edge) -> this.parts.computeIfAbsent(edge.reference(), (owner) -> new ArrayList<>()).add(node));
		}
	}

	Closure closure() {
		return new Closure(this.nodes.stream()
			.map((node) -> new Dependent(node.address(), parent(node), node.description(), node.schema(),
					node.foreignKey(), own(node), root(node)))
			.toList(), this.nodes.stream().anyMatch(this::partOfAnother));
	}

	private boolean partOfAnother(Node node) {
		return this.targets.contains(node.address()) && node.edges()
			.stream()
			.anyMatch((edge) -> edge.subId() == node.address().subId() && "iePS".indexOf(edge.type()) >= 0
					&& !edge.reference().whole().equals(node.address().whole())
					&& !this.targets.contains(edge.reference()) && !this.targets.contains(edge.reference().whole()));
	}

	private boolean own(Node node) {
		return this.targets.contains(node.address()) || node.edges()
			.stream()
			.anyMatch((edge) -> edge.subId() == node.address().subId() && SILENT.indexOf(edge.type()) >= 0
					&& member(edge.reference()) != null);
	}

	/** As {@link ObjectReader} finds them. */
	private static boolean root(Node node) {
		return node.address().subId() == 0
				&& node.edges().stream().anyMatch((edge) -> edge.reference().classId() == SystemCatalogs.NAMESPACES)
				&& node.edges().stream().filter((edge) -> edge.subId() == 0).noneMatch((edge) -> partOf(edge, node));
	}

	private static boolean partOf(Edge edge, Node node) {
		boolean ownedByColumn = edge.type() == 'a' && edge.reference().subId() > 0
				&& edge.reference().classId() == SystemCatalogs.RELATIONS
				&& node.address().classId() == SystemCatalogs.RELATIONS;
		return ownedByColumn || "ie".indexOf(edge.type()) >= 0;
	}

	private @Nullable ObjectAddress parent(Node node) {
		if (this.targets.contains(node.address())) {
			return null;
		}
		Stream<Edge> edges = Stream.concat(Stream.of(node), this.parts.getOrDefault(node.address(), List.of()).stream())
			.flatMap((part) -> part.edges().stream());
		return edges
			.filter((edge) -> !edge.reference().whole().equals(node.address().whole())
					&& member(edge.reference()) != null)
			.min(Comparator.comparing((Edge edge) -> edge.type() != 'n')
				.thenComparing((edge) -> edge.reference().objectId()))
			.map((edge) -> member(edge.reference()))
			.orElse(null);
	}

	/** The member that a reference means: the whole, if that goes, else the column. */
	private @Nullable ObjectAddress member(ObjectAddress reference) {
		if (this.addresses.contains(reference.whole())) {
			return reference.whole();
		}
		return this.addresses.contains(reference) ? reference : null;
	}

}
