package io.schemarecovery.plan;

import java.util.List;
import java.util.stream.Collectors;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.ObjectKind;

/**
 * Objects of one kind that go together, in one transaction or as a part of one.
 *
 * @param objects the objects; never empty
 */
public record Batch(List<CatalogObject> objects) {

	/** The kind of its objects. */
	public ObjectKind kind() {
		return this.objects.get(0).kind();
	}

	/** Number of locks that dropping it takes. */
	public long locks() {
		return this.objects.stream().mapToLong(CatalogObject::locks).sum();
	}

	/** Whether it can be halved. */
	public boolean divisible() {
		return this.objects.size() > 1;
	}

	/** The one half and the other. */
	public List<Batch> halves() {
		int middle = this.objects.size() / 2;
		return List.of(new Batch(this.objects.subList(0, middle)),
				new Batch(this.objects.subList(middle, this.objects.size())));
	}

	/**
	 * The statements that drop it. IF EXISTS, because something else may have taken them
	 * along.
	 * @param cascade whether what depends on them goes as well; without, the server
	 * refuses to take any
	 */
	public List<String> statements(boolean cascade) {
		String drop = "DROP " + kind().keyword() + " IF EXISTS ";
		String behavior = cascade ? " CASCADE" : " RESTRICT";
		if (kind().droppedInLists()) {
			return List.of(this.objects.stream()
				.map(CatalogObject::identity)
				.collect(Collectors.joining(", ", drop, behavior)));
		}
		return this.objects.stream().map((object) -> drop + object.identity() + behavior).toList();
	}

}
