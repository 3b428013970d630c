package io.schemarecovery.benchmark;

import javax.sql.DataSource;

/**
 * One {@code DROP TABLE … CASCADE} a table, each a transaction. The newest table goes
 * first: so a partition goes before its table, and what references a table before it,
 * which is the order that needs the fewest locks and the least time.
 */
final class DropEachTable implements DropTool {

	@Override
	public String name() {
		return "drop-table";
	}

	@Override
	public boolean suits(Workload workload) {
		return true;
	}

	@Override
	public PreparedDrop prepare(Target target, DataSource pool) {
		return PreparedDrop.of(() -> Sql.executeEach(pool, """
				SELECT format('DROP TABLE %I.%I CASCADE', nspname, relname)
				FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
				WHERE relkind IN ('r', 'p') AND nspname = ANY (string_to_array(?, ','))
				ORDER BY c.oid DESC""", String.join(",", target.schemas())));
	}

}
