package io.schemarecovery.gate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static io.schemarecovery.gate.Asking.ask;
import static io.schemarecovery.gate.Asking.askElsewhere;
import static io.schemarecovery.gate.Asking.pool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a guarded data source still is. */
@PostgresTest
class GatedDataSourceTests {

	private final ConnectionGate gate = new ConnectionGate();

	@Test
	void lentConnectionIsStillTheOneOfTheDriver(TestDatabase database) throws Exception {
		DataSource guarded = this.gate.guard(database.dataSource());
		try (Connection connection = guarded.getConnection(); Connection other = guarded.getConnection()) {
			assertThat(connection).isInstanceOf(PGConnection.class).isEqualTo(connection).isNotEqualTo(other);
			assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
			assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isPositive();
			assertThat(connection.hashCode()).isEqualTo(connection.hashCode());
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> connection.createStatement().execute("SELECT no_such_column"))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("42703"));
		}
	}

	@Test
	void guardedDataSourceIsOfItsClassAndStaysGuardedUnwrapped(TestDatabase database) throws Exception {
		try (HikariDataSource pool = pool(database, 1)) {
			DataSource guarded = this.gate.guard(pool);
			assertThat(guarded).isInstanceOf(HikariDataSource.class).isNotSameAs(pool);
			assertThat(guarded.isWrapperFor(HikariDataSource.class)).isTrue();
			assertThat(guarded.unwrap(HikariDataSource.class)).as("still guarded").isSameAs(guarded);
			assertThat(DataSourceUnwrapper.unwrapRoot(guarded)).isSameAs(pool);
			assertThat(this.gate.guard(guarded)).isSameAs(guarded);
			((HikariDataSource) guarded).close();
			assertThat(pool.isClosed()).isTrue();
		}
	}

	@Test
	void classThatPermitsNoSubclassIsGuardedAsADataSource(TestDatabase database) throws Exception {
		for (DataSource dataSource : new DataSource[] { new Final(database.dataSource()),
				new FinalMethod(database.dataSource()) }) {
			DataSource guarded = this.gate.guard(dataSource);
			assertThat(AopUtils.isJdkDynamicProxy(guarded)).isTrue();
			assertThat(ask(guarded, "SELECT 1")).isEqualTo("1");
		}
	}

	@Test
	void dataSourceMadeWhenAllIsDoneIsLeftAlone() {
		this.gate.open();
		DataSource dataSource = new DriverManagerDataSource();
		assertThat(this.gate.guard(dataSource)).isSameAs(dataSource);
	}

	@Test
	void recoveryReachesWhatRoutingAndLazyDataSourcesDelegateTo(TestDatabase database) throws Exception {
		DataSource inner = this.gate.guard(database.dataSource());
		AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
			@Override
			protected Object determineCurrentLookupKey() {
				return "inner";
			}
		};
		routing.setTargetDataSources(Map.of("inner", inner));
		routing.afterPropertiesSet();
		DataSource lazy = this.gate.guard(new LazyConnectionDataSourceProxy(this.gate.guard(routing)));
		assertThat(askElsewhere(lazy).get(10, TimeUnit.SECONDS)).isEqualTo("answer");
		this.gate.close(Duration.ZERO);
		DataSource target = this.gate.target(lazy);
		try (Connection connection = target.getConnection()) {
			CompletableFuture<Boolean> worker = CompletableFuture.supplyAsync(() -> {
				try {
					return connection.createStatement().execute("SELECT 1");
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			});
			assertThat(worker.get(10, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(askElsewhere(target).get(10, TimeUnit.SECONDS)).isEqualTo("answer");
	}

	static final class Final extends DelegatingDataSource {

		Final(DataSource target) {
			super(target);
		}

	}

	static class FinalMethod extends DelegatingDataSource {

		FinalMethod(DataSource target) {
			super(target);
		}

		@Override
		public final Connection getConnection() throws SQLException {
			return super.getConnection();
		}

	}

}
