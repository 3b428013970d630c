package io.schemarecovery.boot;

import com.zaxxer.hikari.HikariDataSource;
import io.schemarecovery.gate.ConnectionGate;
import io.schemarecovery.gate.GatedDataSources;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.HikariDataSourcePoolMetadata;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** What puts the gate before every data source, in a reset and in an examination. */
@Configuration(proxyBeanMethods = false)
class GatedConnections {

	@Bean
	static GatedDataSources gatedDataSources(ObjectProvider<ConnectionGate> gate) {
		return new GatedDataSources(gate::getObject);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HikariDataSource.class, DataSourcePoolMetadataProvider.class })
	static class GuardedPool {

		/** Boot's own reads a field, which the object that stands for a pool lacks. */
		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		DataSourcePoolMetadataProvider guardedPoolMetadataProvider() {
			return (dataSource) -> (DataSourceUnwrapper.unwrapRoot(dataSource) instanceof HikariDataSource pool)
					? new HikariDataSourcePoolMetadata(pool) : null;
		}

	}

}
