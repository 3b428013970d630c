package io.schemarecovery.boot;

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
	 */
	int run() {
		return (int) this.beanFactory.getBeansOfType(AbstractScriptDatabaseInitializer.class)
			.values()
			.stream()
			.filter(AbstractScriptDatabaseInitializer::initializeDatabase)
			.count();
	}

}
