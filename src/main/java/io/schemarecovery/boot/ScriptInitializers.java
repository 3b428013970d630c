package io.schemarecovery.boot;

import java.util.Collection;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.sql.init.AbstractScriptDatabaseInitializer;

/**
 * Boot's script initialisers (spring.sql.init, Batch, Session, Quartz). They ran during
 * the refresh, and stage 1 took what they made.
 *
 * @param beanFactory where to find them
 */
record ScriptInitializers(ListableBeanFactory beanFactory) {

	/**
	 * Run them again.
	 * @return number of initialisers
	 */
	int run() {
		Collection<AbstractScriptDatabaseInitializer> initializers = this.beanFactory
			.getBeansOfType(AbstractScriptDatabaseInitializer.class)
			.values();
		initializers.forEach(AbstractScriptDatabaseInitializer::initializeDatabase);
		return initializers.size();
	}

}
