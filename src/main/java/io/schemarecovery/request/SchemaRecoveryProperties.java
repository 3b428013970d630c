package io.schemarecovery.request;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Settings of the recovery.
 *
 * @param schemas Schemas to reset. By default those that Flyway manages, else the current
 * schema of the connection. '*' means every schema of the database that the role can
 * empty.
 * @param dryRun Whether a reset prints what it would drop and ends with exit code 0,
 * having changed nothing.
 * @param dryRunFormat How a dry run, or the profile 'doctor', prints what it finds, on
 * the standard output: 'table' or 'json'.
 * @param ledger Whether resets are recorded in the schema 'schema_recovery' of the
 * database: 'on', or 'off', which lets every start with the request reset again.
 * @param repeat Whether every start with the request resets again. Refused unless the
 * database is on this machine.
 * @param deployment Version that is deployed, for 'DB_RESET=each-deploy'. By default what
 * Render, Heroku, Railway or Fly say.
 * @param waitTimeout Time to wait for another instance that resets the same database, in
 * seconds if no unit is given.
 * @param protect Whether the database is marked as protected: a reset then needs
 * 'DB_RESET_CONFIRM' with the name of the database.
 * @param drop Stage 1.
 * @param archive What becomes of what stage 1 takes away.
 * @param purge Stage 2.
 * @param migrate Stage 3, and the migrations of a normal boot.
 * @param fallback Stage 4.
 * @param guard What has to be true before anything is destroyed.
 */
@ConfigurationProperties("schema-recovery")
public record SchemaRecoveryProperties(@DefaultValue List<String> schemas, @DefaultValue("false") boolean dryRun,
		@DefaultValue("table") DryRunFormat dryRunFormat, @DefaultValue("on") Ledger ledger,
		@DefaultValue("false") boolean repeat, @Nullable String deployment,
		@DefaultValue("10m") @DurationUnit(ChronoUnit.SECONDS) Duration waitTimeout,
		@DefaultValue("false") boolean protect, @DefaultValue Drop drop, @DefaultValue Archive archive,
		@DefaultValue Purge purge, @DefaultValue Migrate migrate, @DefaultValue Fallback fallback,
		@DefaultValue Guard guard) {

	/** The same, for schemas that hold an archive: all of it goes, whoever is at work. */
	public SchemaRecoveryProperties forArchives() {
		Drop all = new Drop(this.drop.enabled(), this.drop.mode(), this.drop.parallelism(), List.of(),
				this.drop.extensions(), this.drop.collateral(), this.drop.others(), ToolLocks.IGNORE,
				this.drop.blockers(), this.drop.lockTimeout(), this.drop.timeout());
		return new SchemaRecoveryProperties(this.schemas, this.dryRun, this.dryRunFormat, this.ledger, this.repeat,
				this.deployment, this.waitTimeout, this.protect, all, this.archive, this.purge, this.migrate,
				this.fallback, this.guard);
	}

	/**
	 * Stage 1.
	 *
	 * @param enabled Whether a reset drops every object of the schemas. Opened by the
	 * profile 'reset'.
	 * @param mode How many transactions a drop takes: 'auto' takes one if the server has
	 * the locks for it, 'atomic' one in any case, 'batched' several, each committed.
	 * @param parallelism Number of connections that a batched drop uses at most.
	 * @param keep Names of objects that stay, with what they need: a name, or schema and
	 * name with a dot between; '*' stands for any characters. A name that is not there is
	 * refused.
	 * @param extensions What to do about extensions and their members: 'keep', nothing
	 * else.
	 * @param collateral What to do when dropping would also take something outside of the
	 * schemas, such as a foreign key or a view of another schema: 'refuse' or 'allow'.
	 * @param others What to do about objects that belong to another role, where owning
	 * the schema suffices to drop them: 'refuse' or 'allow'.
	 * @param toolLocks What to do when a migration tool of another session holds its
	 * lock: 'refuse' or 'ignore'.
	 * @param blockers What to do about sessions that hold locks on what is dropped:
	 * 'wait', or 'terminate' those of the own role.
	 * @param lockTimeout Time to wait for a lock before an attempt to drop is given up,
	 * in seconds if no unit is given.
	 * @param timeout Time to go on attempting to drop while locks are held by others, in
	 * seconds if no unit is given.
	 */
	public record Drop(@DefaultValue("false") boolean enabled, @DefaultValue("auto") Mode mode,
			@DefaultValue("4") int parallelism, @DefaultValue List<String> keep,
			@DefaultValue("keep") Extensions extensions, @DefaultValue("refuse") Collateral collateral,
			@DefaultValue("refuse") Others others, @DefaultValue("refuse") ToolLocks toolLocks,
			@DefaultValue("wait") Blockers blockers,
			@DefaultValue("5s") @DurationUnit(ChronoUnit.SECONDS) Duration lockTimeout,
			@DefaultValue("60s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout) {

		public Drop {
			if (lockTimeout.toMillis() < 1 || timeout.toMillis() < 1) {
				// a lock_timeout of 0 would wait for ever
				throw new IllegalArgumentException("lock-timeout and timeout have to be at least 1ms");
			}
			if (parallelism < 1) {
				throw new IllegalArgumentException("parallelism has to be at least 1");
			}
			if (keep.stream().anyMatch(String::isBlank)) {
				throw new IllegalArgumentException("keep must not hold an empty pattern");
			}
		}

	}

	/** Whether resets are recorded. */
	public enum Ledger {

		/** In the database. */
		ON,

		/** Nowhere: nothing keeps a request from being carried out again. */
		OFF

	}

	/**
	 * What becomes of what stage 1 takes away.
	 *
	 * @param enabled Whether a reset moves the objects into a schema of their own instead
	 * of dropping them, from where an undo puts them back.
	 * @param purge Archive to remove for good, in a start without 'DB_RESET': number of
	 * its run, or 'all'. None when unset.
	 */
	public record Archive(@DefaultValue("false") boolean enabled, @Nullable String purge) {

		/** Stands for every archive. */
		public static final String ALL = "all";

		public Archive {
			if (purge != null && !purge.isBlank() && !purge.equals(ALL) && !purge.matches("\\d{1,18}")) {
				throw new IllegalArgumentException("archive.purge has to be the number of a run, or 'all'");
			}
		}

	}

	/** How a dry run prints. */
	public enum DryRunFormat {

		/** A table, for a person. */
		TABLE,

		/** JSON, for a program. */
		JSON

	}

	/** How many transactions a drop takes. */
	public enum Mode {

		/** One if the server has the locks for it, else several. */
		AUTO,

		/** One: all or nothing. */
		ATOMIC,

		/** Several, each committed. */
		BATCHED

	}

	/** What to do about objects outside of the scope that a drop would take along. */
	public enum Collateral {

		/** Refuse the reset, naming them. */
		REFUSE,

		/** Let them go, naming them. */
		ALLOW

	}

	/** What to do about extensions. */
	public enum Extensions {

		/** They stay, with all that belongs to them. */
		KEEP

	}

	/** What to do about objects of the scope that belong to another role. */
	public enum Others {

		/** Refuse the reset, naming them. */
		REFUSE,

		/** Drop them where owning the schema suffices. */
		ALLOW

	}

	/** What to do when another migration tool holds its lock. */
	public enum ToolLocks {

		/** Refuse the reset, naming it. */
		REFUSE,

		/** Go on. */
		IGNORE

	}

	/** What to do about sessions that hold locks on what is dropped. */
	public enum Blockers {

		/** Wait for them. */
		WAIT,

		/** End those of the own role. */
		TERMINATE

	}

	/**
	 * Stage 2.
	 *
	 * @param enabled Whether a reset removes the Flyway history and the version tables of
	 * other migration tools. Opened by the profile 'reset'.
	 * @param versionTables Version tables of other migration tools, removed where they
	 * stand in one of the schemas.
	 */
	public record Purge(@DefaultValue("false") boolean enabled, @DefaultValue( {
			"alembic_version", "databasechangelog", "databasechangeloglock", "schema_migrations",
			"ar_internal_metadata", "django_migrations", "_prisma_migrations", "knex_migrations",
			"knex_migrations_lock", "goose_db_version", "typeorm_migrations" }) List<String> versionTables){

	}

	/**
	 * Stage 3, and the migrations of a normal boot.
	 *
	 * @param enabled Whether a reset runs the Flyway migrations. Opened by the profile
	 * 'reset'.
	 * @param cascade Where CASCADE is added to a DROP of a migration that names neither
	 * CASCADE nor RESTRICT: 'none', 'foreign-keys' where nothing else depends, 'table'
	 * for every DROP TABLE, 'all'. Never where it would take something of another schema,
	 * but for 'drop.collateral=allow'. The profile 'reset' sets 'all'.
	 * @param foreignKeys What a migration does with foreign keys: 'enforced' leaves them
	 * on, 'on-violation' runs an SQL migration that fails on one once more without them,
	 * 'suspended' runs every migration without them. They are put back and checked before
	 * the migration commits. The profile 'reset' sets 'on-violation'.
	 */
	public record Migrate(@DefaultValue("false") boolean enabled, @DefaultValue("foreign-keys") CascadePolicy cascade,
			@DefaultValue("enforced") ForeignKeyPolicy foreignKeys) {

	}

	/** What a migration does with the foreign keys of the scope. */
	public enum ForeignKeyPolicy {

		/** They hold for each statement, as written. */
		ENFORCED,

		/** They are held off for a migration that failed on one. */
		ON_VIOLATION,

		/** They are held off for every migration that runs in a transaction. */
		SUSPENDED

	}

	/** Where CASCADE is added to the DROP of a migration. */
	public enum CascadePolicy {

		/** Nowhere. */
		NONE,

		/** Where nothing but foreign keys depends on what is dropped. */
		FOREIGN_KEYS,

		/** For DROP TABLE as well whatever depends on the table. */
		TABLE,

		/** For every kind of object. */
		ALL

	}

	/**
	 * Stage 4.
	 *
	 * @param enabled Whether a reset whose migrations failed creates the schema from the
	 * JPA entities. Opened by the profile 'reset'.
	 * @param dataLocations SQL scripts to run after the schema was created from the
	 * entities, for example 'classpath:db/fallback/*.sql'.
	 */
	public record Fallback(@DefaultValue("false") boolean enabled, @DefaultValue List<String> dataLocations) {

	}

	/**
	 * What has to be true before anything is destroyed.
	 *
	 * @param database Name that the database must have. Not checked when unset.
	 */
	public record Guard(@Nullable String database) {

	}

}
