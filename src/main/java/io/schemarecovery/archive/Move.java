package io.schemarecovery.archive;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.QualifiedName;

/**
 * That an object goes to another schema. What belongs to it goes along: indexes,
 * constraints, the row type, array types, sequences that its columns own.
 *
 * @param object the object
 * @param to the schema it goes to, unquoted
 */
record Move(CatalogObject object, String to) {

	/**
	 * First what is named by the types of its arguments: once these have moved, it has
	 * another name.
	 */
	private static final Comparator<CatalogObject> ORDER = Comparator
		.comparing((CatalogObject object) -> switch (object.kind()) {
			case FUNCTION, PROCEDURE, AGGREGATE, OPERATOR -> 0;
			default -> 1;
		})
		.thenComparing(CatalogObject::kind)
		.thenComparing(CatalogObject::oid, Comparator.reverseOrder());

	/**
	 * Objects in the order in which they go.
	 * @param objects the objects
	 * @param first what goes before all else
	 * @param to gives the schema to go to for the schema that an object stands in
	 */
	static List<Move> of(List<CatalogObject> objects, Predicate<CatalogObject> first, UnaryOperator<String> to) {
		return objects.stream()
			.sorted(Comparator.comparing((CatalogObject object) -> !first.test(object)).thenComparing(ORDER))
			.map((object) -> new Move(object, to.apply(object.schema())))
			.toList();
	}

	String statement() {
		return "ALTER %s %s SET SCHEMA %s".formatted(this.object.kind().keyword(), this.object.identity(),
				QualifiedName.quote(this.to));
	}

}
