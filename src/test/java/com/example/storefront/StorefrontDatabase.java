package com.example.storefront;

import io.schemarecovery.testing.PostgresServer;
import io.schemarecovery.testing.TestDatabase;
import org.testcontainers.DockerClientFactory;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;

/**
 * An empty database whose owner is no superuser: in a container where there is a Docker
 * engine, on the embedded server of the tests where there is none.
 */
class StorefrontDatabase implements ImportSelector {

	@Override
	public String[] selectImports(AnnotationMetadata importingClass) {
		if (DockerClientFactory.instance().isDockerAvailable()) {
			return new String[] { InContainer.class.getName() };
		}
		System.out.println("No Docker engine: skipped the container, using the embedded server");
		return new String[] { OnEmbeddedServer.class.getName() };
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class InContainer {

		@Bean
		@ServiceConnection
		OwnedPostgresContainer container() {
			return new OwnedPostgresContainer("postgres:15");
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class OnEmbeddedServer {

		@Bean
		TestDatabase database() {
			return PostgresServer.shared().createDatabase();
		}

		@Bean
		JdbcConnectionDetails connectionDetails(TestDatabase database) {
			return new JdbcConnectionDetails() {

				@Override
				public String getJdbcUrl() {
					return database.url();
				}

				@Override
				public String getUsername() {
					return database.owner();
				}

				@Override
				public String getPassword() {
					return TestDatabase.PASSWORD;
				}

			};
		}

	}

}
