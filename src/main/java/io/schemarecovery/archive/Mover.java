package io.schemarecovery.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.schemarecovery.drop.Ddl;
import io.schemarecovery.drop.Halving;
import io.schemarecovery.drop.PlanOutdatedException;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.report.Progress;
import io.schemarecovery.report.ProgressBoard;

/** The one class that moves: within a transaction of the caller, or batch by batch. */
final class Mover {

	private static final int OBJECTS_A_BATCH = 100;

	/** undefined_function, undefined_object, which types are. */
	private static final Set<String> GONE = Set.of("42883", "42704");

	private final LockedTransaction transaction;

	private final ProgressBoard board;

	private final Halving halving = new Halving();

	Mover(LockedTransaction transaction, ProgressBoard board) {
		this.transaction = transaction;
		this.board = board;
	}

	/** What a batch does in its transaction. */
	interface Step {

		void run(Connection connection, List<Move> batch) throws SQLException;

	}

	/**
	 * Move some objects.
	 * @param connection a connection within a transaction
	 * @param moves the objects
	 * @throws SQLException if a statement fails
	 * @throws PlanOutdatedException if one is gone, or has another name now
	 */
	static void move(Connection connection, List<Move> moves) throws SQLException {
		for (int i = 0; i < moves.size(); i += OBJECTS_A_BATCH) {
			List<String> statements = batch(moves, i).stream().map(Move::statement).toList();
			try {
				Ddl.execute(connection, String.join(";\n", statements));
			}
			catch (SQLException ex) {
				if (GONE.contains(String.valueOf(ex.getSQLState()))) {
					throw new PlanOutdatedException(List.of(String.valueOf(ex.getMessage())));
				}
				throw ex;
			}
		}
	}

	/**
	 * Move objects in transactions of their own, each committed.
	 * @param doing what is done, a gerund, for messages
	 * @param done the same as a participle
	 * @param dataSource where to do it
	 * @param schemas the schemas whose locks are needed, names unquoted
	 * @param moves the objects
	 * @param step moves a batch, and writes it down
	 * @throws RecoveryException if a lock is not to be had, or the database fails; tells
	 * how much was moved
	 * @throws PlanOutdatedException if one is gone, or has another name now
	 */
	void inBatches(String doing, String done, DataSource dataSource, List<String> schemas, List<Move> moves,
			Step step) {
		try (Progress progress = this.board.begin(done, moves.size())) {
			try {
				on(doing, dataSource, (connection) -> {
					for (int i = 0; i < moves.size(); i += OBJECTS_A_BATCH) {
						this.halving.inParts(batch(moves, i),
								(part) -> this.transaction.commit(doing, connection, schemas, (same) -> {
									step.run(same, part);
									progress.add(part.size());
									return part;
								}));
					}
				});
			}
			catch (RecoveryException ex) {
				throw ex.with(progress + ", and committed: started again, it goes on from there");
			}
		}
	}

	private static List<Move> batch(List<Move> moves, int from) {
		return moves.subList(from, Math.min(from + OBJECTS_A_BATCH, moves.size()));
	}

	private static void on(String doing, DataSource dataSource, Consumer<Connection> action) {
		try (Connection connection = dataSource.getConnection()) {
			action.accept(connection);
		}
		catch (SQLException ex) {
			throw SqlFailure.of(doing, ex);
		}
	}

}
