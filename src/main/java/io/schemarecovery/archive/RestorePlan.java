package io.schemarecovery.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.CatalogReader;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.catalog.QualifiedName;

/**
 * What is to be put back.
 *
 * @param archive the archive
 * @param objects what stands in it
 * @param locks number of locks that the whole of it takes, at most
 */
record RestorePlan(Archive archive, List<CatalogObject> objects, long locks) {

	static RestorePlan read(Connection connection, Archive archive) throws SQLException {
		List<CatalogObject> objects = CatalogReader.objects(connection, archive.archiveSchemas());
		return new RestorePlan(archive, objects, ArchivePlan.locks(connection, objects, archive.archiveSchemas()));
	}

	/** The history tables that came from outside of the scope. */
	List<QualifiedName> histories() {
		return this.objects.stream()
			.filter((object) -> object.kind() == ObjectKind.TABLE)
			.map((object) -> new QualifiedName(origin(object.schema()), object.name()))
			.filter((name) -> !this.archive.scope().contains(name.schema()))
			.toList();
	}

	/**
	 * All of it in order, the histories last: without its history, a schema that is put
	 * back by half is refused by the next start, and not served from.
	 */
	List<Move> moves(List<QualifiedName> last) {
		List<Move> moves = Move.of(this.objects, (object) -> false, this::origin);
		return Stream
			.concat(moves.stream().filter((move) -> !last.contains(name(move))),
					moves.stream().filter((move) -> last.contains(name(move))))
			.toList();
	}

	/** The schemas in which locks are taken. */
	List<String> lockedSchemas() {
		return Stream.concat(this.archive.schemas().stream(), this.archive.archiveSchemas().stream()).toList();
	}

	private String origin(String archiveSchema) {
		return this.archive.parts()
			.stream()
			.filter((part) -> part.archiveSchema().equals(archiveSchema))
			.findFirst()
			.orElseThrow()
			.schema();
	}

	private static QualifiedName name(Move move) {
		return new QualifiedName(move.to(), move.object().name());
	}

}
