package io.schemarecovery.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import javax.sql.DataSource;

import io.schemarecovery.archive.Archive.State;
import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.CatalogReader;
import io.schemarecovery.catalog.ClosureReader;
import io.schemarecovery.catalog.Dependent;
import io.schemarecovery.catalog.ObjectAddress;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.drop.Planning;
import io.schemarecovery.drop.Planning.Planned;
import io.schemarecovery.plan.Refusal;
import io.schemarecovery.request.SchemaRecoveryProperties;
import io.schemarecovery.request.SchemaRecoveryProperties.Mode;

/** Reads what is to be moved aside, and what speaks against it, in one snapshot. */
final class ArchivePlanner {

	private final String application;

	private final Mode mode;

	private final Planning planning;

	private final ArchiveGuards guards;

	private final ClosureReader closureReader = new ClosureReader();

	ArchivePlanner(SchemaRecoveryProperties properties, String application) {
		this.application = application;
		this.mode = properties.drop().mode();
		this.planning = new Planning(properties.drop());
		this.guards = new ArchiveGuards(properties);
	}

	/**
	 * What is asked for.
	 *
	 * @param run number of the run
	 * @param schemas the scope, names unquoted
	 * @param histories history tables, in the scope or not
	 */
	record Wanted(long run, List<String> schemas, List<QualifiedName> histories) {

		List<QualifiedName> outside() {
			return this.histories.stream().filter((history) -> !this.schemas.contains(history.schema())).toList();
		}

	}

	ArchivePlan plan(DataSource dataSource, Wanted wanted) {
		return Planning.snapshot(dataSource, (connection) -> plan(connection, wanted));
	}

	ArchivePlan plan(Connection connection, Wanted wanted) throws SQLException {
		Optional<Archive> there = ArchiveTable.read(connection, wanted.run());
		Planned planned = this.planning.planned(connection, wanted.schemas(), wanted.histories());
		List<CatalogObject> outside = outside(connection, wanted, planned);
		TreeSet<String> schemas = new TreeSet<>(planned.plan().schemas());
		outside.forEach((history) -> schemas.add(history.schema()));
		Archive archive = new Archive(wanted.run(), this.application,
				wanted.schemas().stream().sorted().distinct().toList(), State.FILLING,
				ArchivePlan.parts(wanted.run(), there, schemas), Archive.NEVER, null, null);
		ArchivePlan plan = new ArchivePlan(archive, there.isPresent(), planned.plan(), outside, 0, List.of());
		List<Refusal> refusals = new ArrayList<>(
				this.guards.refusals(connection, plan, there, followers(connection, plan)));
		refusals.addAll(planned.toolLocks());
		return new ArchivePlan(archive, there.isPresent(), planned.plan(), outside,
				ArchivePlan.locks(connection, plan.objects(), archive.schemas()), refusals);
	}

	/**
	 * Whether something is done in one transaction.
	 * @param locks number of locks that it takes
	 * @param free number of locks that the server has
	 */
	boolean atomic(long locks, long free) {
		return this.mode == Mode.ATOMIC || (this.mode == Mode.AUTO && locks <= free);
	}

	/** A history that is kept, or belongs to an extension, is none of ours. */
	private static List<CatalogObject> outside(Connection connection, Wanted wanted, Planned planned)
			throws SQLException {
		List<QualifiedName> names = wanted.outside();
		List<String> schemas = names.stream().map(QualifiedName::schema).distinct().toList();
		List<ObjectAddress> kept = planned.plan().keptAddresses();
		return CatalogReader.objects(connection, schemas)
			.stream()
			.filter((object) -> object.kind() == ObjectKind.TABLE
					&& names.contains(new QualifiedName(object.schema(), object.name()))
					&& !kept.contains(object.address()))
			.toList();
	}

	/** What depends on the histories outside of the scope and does not move. */
	private List<Dependent> followers(Connection connection, ArchivePlan plan) throws SQLException {
		List<ObjectAddress> histories = plan.outside().stream().map(CatalogObject::address).toList();
		List<String> moving = new ArrayList<>(plan.plan().schemas());
		moving.addAll(plan.archive().archiveSchemas());
		return this.closureReader.read(connection, histories).outside(moving);
	}

}
