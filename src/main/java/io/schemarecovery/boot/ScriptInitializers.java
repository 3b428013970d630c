package io.schemarecovery.boot;

import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.sql.init.AbstractScriptDatabaseInitializer;

/**
 * Boot's script initialisers (spring.sql.init, Batch, Session, Quartz). They were kept
 * out of the refresh.
 *
 * @param beanFactory where to find them
 */
record ScriptInitializers(ListableBeanFactory beanFactory) {

	/**
	 * Run them.
	 * @return number of initialisers that had something to do
	 * @throws RecoveryException (exit code 65) if one fails; (69 or 75) if a connection
	 * or a lock was not to be had
	 */
	int run() {
		try {
			return initialize();
		}
		catch (RuntimeException ex) {
			SQLException sql = SqlFailure.in(ex);
			if (sql != null && SqlFailure.passing(sql)) {
				throw SqlFailure.of("running a script of Spring Boot", sql);
			}
			throw new RecoveryException(ExitCode.MIGRATION_FAILED,
					"A script of Spring Boot (spring.sql.init, Batch, Session, Quartz) failed.",
					List.of(String.valueOf(ex.getMessage())), "Correct the script or its setting, and start again.",
					ex);
		}
	}

	private int initialize() {
		return (int) this.beanFactory.getBeansOfType(AbstractScriptDatabaseInitializer.class)
			.values()
			.stream()
			.filter(AbstractScriptDatabaseInitializer::initializeDatabase)
			.count();
	}

}
