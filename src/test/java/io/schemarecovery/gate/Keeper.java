package io.schemarecovery.gate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/** Works in a transaction that has no end. */
class Keeper implements SmartInitializingSingleton {

	private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

	private final CountDownLatch begun = new CountDownLatch(1);

	private final DataSource dataSource;

	private final String work;

	Keeper(DataSource dataSource, Environment environment) {
		this.dataSource = dataSource;
		this.work = environment.getRequiredProperty("test.work");
	}

	/** What it met, when it was cut off. */
	Throwable failure() {
		return this.failure.join();
	}

	@Override
	public void afterSingletonsInstantiated() {
		new Thread(this::keep, "keeper").start();
		try {
			assertThat(this.begun.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void keep() {
		try (Connection connection = this.dataSource.getConnection()) {
			connection.setAutoCommit(false);
			this.begun.countDown();
			connection.createStatement().execute(this.work);
			while (true) {
				connection.createStatement().execute("SELECT 1");
			}
		}
		catch (SQLException ex) {
			this.failure.complete(ex);
		}
	}

}
