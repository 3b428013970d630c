package io.schemarecovery.gate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Parts of an application that look at the schema all the time: a scheduled method and a
 * thread in the background. What they see, they see in one statement.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Onlookers {

	/** Tables and columns there are, and the rows of two that every schema has. */
	static final String SIGHT = """
			SELECT (SELECT count(*) FROM pg_tables WHERE schemaname = 'public') || ' tables, '
			    || (SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public') || ' columns, '
			    || (SELECT count(*) FROM "user") || ' users, ' || (SELECT count(*) FROM cart) || ' carts'
			""";

	/** What both saw, each sight once. */
	static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

	/** What the scheduled method saw last. */
	static final List<String> SCHEDULED = new CopyOnWriteArrayList<>();

	/** What the thread in the background saw. */
	static final List<String> BACKGROUND = new CopyOnWriteArrayList<>();

	/** Refused connections. */
	static final List<String> REFUSED = new CopyOnWriteArrayList<>();

	/** What nobody should ever meet. */
	static final List<Throwable> ERRORS = new CopyOnWriteArrayList<>();

	static void forget() {
		List.of(SCHEDULED, BACKGROUND, REFUSED, ERRORS).forEach(List::clear);
		SEEN.clear();
	}

	@Bean
	ScheduledOnlooker scheduledOnlooker(DataSource dataSource) {
		return new ScheduledOnlooker(dataSource);
	}

	@Bean
	BackgroundOnlooker backgroundOnlooker(DataSource dataSource) {
		return new BackgroundOnlooker(dataSource);
	}

	private static void look(DataSource dataSource, List<String> sights) {
		try (Connection connection = dataSource.getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(SIGHT)) {
			rows.next();
			sights.add(rows.getString(1));
			SEEN.add(rows.getString(1));
		}
		catch (SQLTransientConnectionException ex) {
			REFUSED.add(String.valueOf(ex.getMessage()));
		}
		catch (SQLException | RuntimeException ex) {
			ERRORS.add(ex);
		}
	}

	static class ScheduledOnlooker implements DisposableBean {

		private final DataSource dataSource;

		private boolean stopped;

		ScheduledOnlooker(DataSource dataSource) {
			this.dataSource = dataSource;
		}

		@Scheduled(fixedRate = 100)
		synchronized void look() {
			if (!this.stopped) {
				Onlookers.look(this.dataSource, SCHEDULED);
			}
		}

		/** Waits for a look that is under way: the next test has begun then. */
		@Override
		public synchronized void destroy() {
			this.stopped = true;
		}

	}

	static class BackgroundOnlooker implements SmartInitializingSingleton, DisposableBean {

		private final Thread thread;

		private final DataSource dataSource;

		private volatile boolean stopped;

		BackgroundOnlooker(DataSource dataSource) {
			this.dataSource = dataSource;
			this.thread = new Thread(this::lookOn, "background");
		}

		/** Once for sure before the reset, and from then on without a pause. */
		@Override
		public void afterSingletonsInstantiated() {
			Onlookers.look(this.dataSource, BACKGROUND);
			this.thread.start();
		}

		private void lookOn() {
			while (!this.stopped) {
				Onlookers.look(this.dataSource, BACKGROUND);
			}
		}

		@Override
		public void destroy() throws InterruptedException {
			this.stopped = true;
			this.thread.join();
		}

	}

}
