package io.schemarecovery.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.schemarecovery.archive.Archive.Part;
import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.OwnSchemas;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.plan.Refusal;

/**
 * What is to be moved aside.
 *
 * @param archive what there will be, with the parts that are there already
 * @param begun whether some of it was moved before
 * @param plan the plan of a drop: the same objects go
 * @param outside history tables outside of the scope, which go too
 * @param locks number of locks that the whole of it takes, at most
 * @param refusals what speaks against it
 */
record ArchivePlan(Archive archive, boolean begun, DropPlan plan, List<CatalogObject> outside, long locks,
		List<Refusal> refusals) {

	private static final Query<Long> SEQUENCES = Query.of("""
			SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			 WHERE c.relkind = 'S' AND n.nspname = ANY (?)
			""", (row) -> row.getLong(1));

	/** What a transaction locks besides the objects. */
	private static final int OTHER_LOCKS = 64;

	/**
	 * Number of locks that moving takes: one for each object, and for each sequence that
	 * goes along. Indexes, constraints and types are moved without.
	 */
	static long locks(Connection connection, List<CatalogObject> objects, List<String> schemas) throws SQLException {
		return OTHER_LOCKS + objects.size() + SEQUENCES.list(connection, schemas).get(0);
	}

	/** The parts of an archive, those that are there already with the names they have. */
	static List<Part> parts(long run, Optional<Archive> there, Collection<String> schemas) {
		List<Part> parts = there.map(Archive::parts).orElse(List.of());
		List<String> added = schemas.stream()
			.filter((schema) -> parts.stream().noneMatch((part) -> part.schema().equals(schema)))
			.toList();
		return Stream
			.concat(parts.stream(),
					IntStream.range(0, added.size())
						.mapToObj((i) -> new Part(added.get(i), OwnSchemas.archive(run, parts.size() + i + 1), 0)))
			.toList();
	}

	/** All that is to be moved. */
	List<CatalogObject> objects() {
		return Stream.concat(this.outside.stream(), this.plan.objects().stream()).toList();
	}

	/** All that is to be moved, in order, the histories first if that matters. */
	List<Move> moves(List<QualifiedName> first) {
		return Move.of(objects(), (object) -> first.contains(new QualifiedName(object.schema(), object.name())),
				(schema) -> this.archive.part(schema)
					.orElseThrow(() -> new IllegalStateException("No archive for schema " + schema))
					.archiveSchema());
	}

	/** The schemas in which locks are taken. */
	List<String> lockedSchemas() {
		return this.archive.schemas();
	}

}
