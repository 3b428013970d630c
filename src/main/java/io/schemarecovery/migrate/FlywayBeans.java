package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Transaction;
import org.flywaydb.core.Flyway;

/**
 * Flyway beans on one database, seen as one: all that any of them manages.
 *
 * @param beans the beans, of which the first one's data source is the one to use
 */
record FlywayBeans(List<FlywayBean> beans) implements MigratedSchemas {

	private static final Query<String> CURRENT = Query
		.text("SELECT current_schema() WHERE current_schema() IS NOT NULL");

	static FlywayBeans of(Map<String, Flyway> flyways) {
		return new FlywayBeans(
				flyways.entrySet().stream().map((entry) -> new FlywayBean(entry.getKey(), entry.getValue())).toList());
	}

	@Override
	public DataSource dataSource() {
		return this.beans.get(0).target();
	}

	boolean baselineNonEmptySchema() {
		return this.beans.stream().allMatch(FlywayBean::baselinesNonEmptySchema);
	}

	/** Whether the session of one stands for those of all. */
	private boolean alike() {
		return this.beans.size() == 1 || this.beans.stream().map(FlywayBean::target).distinct().count() == 1
				&& this.beans.stream().noneMatch(FlywayBean::preparesSessions);
	}

	@Override
	public boolean preparesSessions() {
		return alike() && this.beans.get(0).preparesSessions();
	}

	@Override
	public void prepare(Connection connection) throws SQLException {
		if (preparesSessions()) {
			this.beans.get(0).prepare(connection);
		}
	}

	@Override
	public List<String> schemas() throws SQLException {
		if (alike() && this.beans.stream().allMatch((bean) -> bean.schemas().isEmpty())) {
			return List.of();
		}
		Set<String> schemas = new LinkedHashSet<>();
		for (FlywayBean bean : this.beans) {
			schemas.addAll(bean.schemas().isEmpty() ? inItsSession(bean, CURRENT::list) : bean.schemas());
		}
		return List.copyOf(schemas);
	}

	@Override
	public List<QualifiedName> histories(Connection connection) throws SQLException {
		List<QualifiedName> histories = new ArrayList<>();
		for (FlywayBean bean : this.beans) {
			histories.add(alike() ? bean.history(connection) : inItsSession(bean, bean::history));
		}
		return histories;
	}

	FlywayBean of(Flyway flyway) {
		return this.beans.stream().filter((bean) -> bean.flyway() == flyway).findFirst().orElseThrow();
	}

	private static <T> T inItsSession(FlywayBean bean, Transaction.Work<T> work) throws SQLException {
		return Transaction.rollback(bean.target(), (connection) -> {
			bean.prepare(connection);
			return work.run(connection);
		});
	}

}
