package io.schemarecovery.testing;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.schemarecovery.catalog.ObjectAddress;
import io.schemarecovery.testing.Fingerprint.Edge;
import io.schemarecovery.testing.Fingerprint.Stored;

/**
 * What went, told apart: what was in the scope, and what somebody else lost. The members
 * of an extension are somebody else's, wherever they stand.
 */
public final class Losses {

	private final Map<ObjectAddress, Stored> lost;

	private final List<String> schemas;

	private final Map<ObjectAddress, List<Edge>> edges;

	private final Map<ObjectAddress, Stored> before;

	/**
	 * Of what went.
	 * @param before how it was
	 * @param lost what went of it
	 * @param schemas names of the schemas of the scope
	 */
	public Losses(Fingerprint before, Map<ObjectAddress, Stored> lost, List<String> schemas) {
		this.before = before.objects();
		this.lost = lost;
		this.schemas = schemas;
		this.edges = before.edges()
			.stream()
			.filter((edge) -> !Fingerprint.whole(edge.from()).equals(Fingerprint.whole(edge.to())))
			.collect(Collectors.groupingBy((edge) -> Fingerprint.whole(edge.from())));
	}

	/** What somebody else lost, as the server describes it. */
	public Set<String> elsewhere() {
		return descriptions(this.lost.values(), this::elsewhere);
	}

	/**
	 * Of what somebody else lost that which has to be told: all but the parts of what is
	 * told, and a cast or a transform of a type of the scope, which lives nowhere.
	 */
	public Set<String> toBeTold() {
		return descriptions(this.lost.values(),
				(stored) -> elsewhere(stored) && !isPartOfWhatIsTold(stored) && !convertsATypeOfTheScope(stored));
	}

	/**
	 * What stands in the scope and belongs to no extension.
	 * @param objects objects of the same fingerprint
	 */
	public Set<String> inScope(Collection<Stored> objects) {
		return descriptions(objects, (stored) -> this.schemas.contains(stored.schema())
				&& !isTriggerOfAConstraint(stored) && !belongsToAnExtension(stored.address()));
	}

	private boolean elsewhere(Stored stored) {
		String schema = stored.schema();
		if (schema.startsWith("pg_toast") || schema.startsWith("pg_temp") || isTriggerOfAConstraint(stored)) {
			return false;
		}
		return !this.schemas.contains(schema) || belongsToAnExtension(stored.address());
	}

	private boolean isPartOfWhatIsTold(Stored stored) {
		return stored.address().subId() == 0
				&& edges(stored).stream()
					.anyMatch((edge) -> "iPS".indexOf(edge.type()) >= 0 && edge.from().subId() == 0
							&& told(edge.to(), stored.schema())
							|| edge.type() == 'e' && this.lost.containsKey(edge.to()));
	}

	private boolean told(ObjectAddress address, String schema) {
		return Stream.of(address, Fingerprint.whole(address))
			.map(this.lost::get)
			.anyMatch((owner) -> owner != null && (schema.isEmpty() || owner.schema().equals(schema))
					&& elsewhere(owner));
	}

	private boolean convertsATypeOfTheScope(Stored stored) {
		return stored.schema().isEmpty()
				&& (stored.description().startsWith("cast ") || stored.description().startsWith("transform "))
				&& edges(stored).stream()
					.map((edge) -> this.before.get(edge.to()))
					.anyMatch((type) -> type != null && type.description().startsWith("type ")
							&& this.schemas.contains(type.schema()));
	}

	/** A foreign key has triggers on the table it refers to: they are its parts. */
	private boolean isTriggerOfAConstraint(Stored stored) {
		return stored.description().startsWith("trigger ")
				&& edges(stored).stream().anyMatch((edge) -> edge.type() == 'i');
	}

	private boolean belongsToAnExtension(ObjectAddress address) {
		Deque<ObjectAddress> queue = new ArrayDeque<>(List.of(Fingerprint.whole(address)));
		Set<ObjectAddress> seen = new HashSet<>(queue);
		while (!queue.isEmpty()) {
			List<Edge> edges = this.edges.getOrDefault(queue.remove(), List.of());
			for (Edge edge : standsOnItsOwn(edges) ? List.<Edge>of() : edges) {
				ObjectAddress owner = Fingerprint.whole(edge.to());
				if (edge.type() == 'e') {
					return true;
				}
				boolean part = (edge.type() == 'i' || edge.type() == 'a') && this.before.containsKey(owner);
				if (part && seen.add(owner)) {
					queue.add(owner);
				}
			}
		}
		return false;
	}

	/** Such as a partition of a member, or a sequence that one of its columns owns. */
	private boolean standsOnItsOwn(List<Edge> edges) {
		return edges.stream().noneMatch((edge) -> edge.type() == 'e' || edge.type() == 'i' || isOwnedSequence(edge))
				&& edges.stream().anyMatch((edge) -> isSchema(edge.to()));
	}

	private boolean isOwnedSequence(Edge edge) {
		Stored stored = this.before.get(Fingerprint.whole(edge.from()));
		return edge.type() == 'a' && edge.to().subId() > 0 && stored != null
				&& stored.description().startsWith("sequence ");
	}

	private boolean isSchema(ObjectAddress address) {
		Stored stored = this.before.get(address);
		return stored != null && stored.description().startsWith("schema ");
	}

	private List<Edge> edges(Stored stored) {
		return this.edges.getOrDefault(Fingerprint.whole(stored.address()), List.of());
	}

	private static Set<String> descriptions(Collection<Stored> objects, Predicate<Stored> which) {
		return objects.stream().filter(which).map(Stored::description).collect(Collectors.toSet());
	}

}
