package io.schemarecovery.request;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * Settings of a start with the profile 'rehearse'.
 *
 * @param from What the pending migrations are rehearsed on: 'template', a copy of the
 * database; 'transaction', one on the database itself, which is rolled back; 'auto', the
 * copy where it can be made, else the transaction; 'empty', an empty database, on which
 * all migrations run.
 * @param maxSize Size of the largest database that 'auto' and 'template' copy.
 * @param lockTimeout Time that a statement of the transaction waits for a lock, in
 * seconds if no unit is given.
 * @param timeout Time after which the transaction is rolled back, whatever it does, in
 * seconds if no unit is given.
 * @param format How the report is printed, on the standard output: 'text' or 'json'.
 */
@ConfigurationProperties("schema-recovery.rehearse")
public record RehearseProperties(@DefaultValue("auto") From from, @DefaultValue("1GB") DataSize maxSize,
		@DefaultValue("1s") @DurationUnit(ChronoUnit.SECONDS) Duration lockTimeout,
		@DefaultValue("60s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout, @DefaultValue("text") Format format) {

	public RehearseProperties {
		if (lockTimeout.toMillis() < 1 || timeout.toMillis() < 1) {
			// a lock_timeout of 0 would wait for ever
			throw new IllegalArgumentException("lock-timeout and timeout have to be at least 1ms");
		}
	}

	/** What the migrations are rehearsed on. */
	public enum From {

		/** A copy if it can be made, else a transaction. */
		AUTO,

		/** A copy of the database. */
		TEMPLATE,

		/** A transaction that is rolled back. */
		TRANSACTION,

		/** An empty database. */
		EMPTY

	}

	/** How the report is printed. */
	public enum Format {

		/** For a person. */
		TEXT,

		/** For a program. */
		JSON

	}

}
