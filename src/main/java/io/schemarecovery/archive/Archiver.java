package io.schemarecovery.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.archive.Archive.State;
import io.schemarecovery.archive.ArchivePlanner.Wanted;
import io.schemarecovery.catalog.CatalogChange;
import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.ClosureReader;
import io.schemarecovery.catalog.Emptiness;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.drop.Ddl;
import io.schemarecovery.drop.PlanOutdatedException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.plan.Coverage;
import io.schemarecovery.plan.Outlook;
import io.schemarecovery.plan.PlanBrief;
import io.schemarecovery.plan.Refusal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Moves what stands in the scope aside.
 * <ol>
 * <li>Read and plan in one snapshot, and let the guards look at it.</li>
 * <li>Move in one transaction, if the server has the locks for it, else in batches. What
 * is written down of it is written in the same transactions.</li>
 * <li>Prove that the scope is empty: then the archive is complete.</li>
 * </ol>
 */
final class Archiver {

	private static final Log logger = LogFactory.getLog(Archiver.class);

	static final String DOING = "archiving the schema";

	private final ArchivePlanner planner;

	private final LockedTransaction transaction;

	private final Mover mover;

	private final Emptiness emptiness = new Emptiness();

	private final ClosureReader closureReader = new ClosureReader();

	Archiver(ArchivePlanner planner, LockedTransaction transaction, Mover mover) {
		this.planner = planner;
		this.transaction = transaction;
		this.mover = mover;
	}

	/**
	 * Archive, or go on with it.
	 * @throws PlanOutdatedException if the schema has changed: to be called again
	 */
	void archive(DataSource dataSource, Wanted wanted, Outlook outlook) {
		ArchivePlan plan = this.planner.plan(dataSource, wanted);
		check(plan, rehearsed(dataSource, plan));
		boolean atomic = !plan.begun() && this.planner.atomic(plan.locks(), plan.plan().limits().locksFree());
		tell(plan, atomic, outlook);
		if (atomic) {
			this.transaction.commit(DOING, dataSource, plan.lockedSchemas(), (connection) -> {
				inOneTransaction(connection, wanted, plan);
				return plan;
			});
		}
		else {
			inBatches(dataSource, wanted, plan);
		}
	}

	/** What speaks against a plan that is found by trying. */
	List<Refusal> rehearsed(DataSource dataSource, ArchivePlan plan) {
		List<Refusal> refusals = new ArrayList<>(plan.refusals());
		try {
			refusals.addAll(MoveRehearsal.refusals(dataSource, plan.objects()));
		}
		catch (SQLException ex) {
			throw SqlFailure.of("rehearsing " + DOING, ex);
		}
		return refusals;
	}

	static void check(ArchivePlan plan, List<Refusal> refusals) {
		if (!refusals.isEmpty()) {
			throw Refusal.exception(plan.begun()
					? "The schema has changed since archiving it began: it is refused with %s objects in the archive, and the rest as it was."
						.formatted(plan.archive().objects())
					: "Archiving is refused, and nothing was changed.", refusals);
		}
	}

	/** What is moved is what was planned: what has changed meanwhile is planned again. */
	void inOneTransaction(Connection connection, Wanted wanted, ArchivePlan first) throws SQLException {
		ArchivePlan plan = first;
		Ddl.lock(connection, plan.objects());
		if (CatalogChange.anywhere(connection, plan.plan().session())) {
			plan = this.planner.plan(connection, wanted);
			check(plan, plan.refusals());
			Ddl.lock(connection, plan.objects());
		}
		ArchiveTable.begin(connection, plan.archive());
		move(connection, plan, plan.moves(List.of()));
		complete(connection, plan);
	}

	private void inBatches(DataSource dataSource, Wanted wanted, ArchivePlan plan) {
		this.mover.inBatches(DOING, "archived", dataSource, plan.lockedSchemas(), plan.moves(wanted.histories()),
				(connection, batch) -> {
					List<CatalogObject> tables = batch.stream()
						.map(Move::object)
						.filter((object) -> object.kind() == ObjectKind.TABLE)
						.toList();
					Ddl.lock(connection, tables);
					unchanged(connection, plan, tables);
					ArchiveTable.begin(connection, plan.archive());
					move(connection, plan, batch);
				});
		this.transaction.commit(DOING, dataSource, plan.lockedSchemas(), (connection) -> {
			ArchiveTable.begin(connection, plan.archive());
			complete(connection, plan);
			return plan;
		});
	}

	private static void move(Connection connection, ArchivePlan plan, List<Move> moves) throws SQLException {
		Mover.move(connection, moves);
		for (String schema : plan.archive().schemas()) {
			long count = moves.stream().filter((move) -> move.object().schema().equals(schema)).count();
			if (count > 0) {
				ArchiveTable.count(connection, plan.archive().run(), schema, count);
			}
		}
	}

	/** What was hung on a table since the plan was made may be of another schema. */
	private void unchanged(Connection connection, ArchivePlan plan, List<CatalogObject> tables) throws SQLException {
		if (tables.isEmpty() || !CatalogChange.about(connection, plan.plan().session(), tables)) {
			return;
		}
		List<String> unplanned = CatalogChange.replaced(connection, tables);
		if (unplanned.isEmpty()) {
			List<String> own = plan.archive().archiveSchemas();
			unplanned = new Coverage(plan.plan())
				.missing(this.closureReader.read(connection, tables.stream().map(CatalogObject::address).toList())
					.without((member) -> own.contains(member.schema())));
		}
		if (!unplanned.isEmpty()) {
			throw new PlanOutdatedException(unplanned);
		}
	}

	private void complete(Connection connection, ArchivePlan plan) throws SQLException {
		List<String> left = this.emptiness.remaining(connection, plan.plan().schemas(), plan.plan().keptAddresses());
		if (!left.isEmpty()) {
			throw new PlanOutdatedException(left);
		}
		ArchiveTable.state(connection, plan.archive().run(), State.COMPLETE);
	}

	private static void tell(ArchivePlan plan, boolean atomic, Outlook outlook) {
		if (!plan.objects().isEmpty()) {
			logger.warn(PlanBrief.archive(plan.plan(), plan.archive().run(), atomic, outlook));
			plan.outside().forEach((table) -> logger.info("  moves as well, a history: " + table));
		}
	}

}
