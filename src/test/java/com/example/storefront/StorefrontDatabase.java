package com.example.storefront;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
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

	private static final String IMAGE = "postgres:15";

	@Override
	public String[] selectImports(AnnotationMetadata importingClass) {
		String missing = missing();
		if (missing.isEmpty()) {
			return new String[] { InContainer.class.getName() };
		}
		System.out.println(missing + ": skipped the container, using the embedded server");
		return new String[] { OnEmbeddedServer.class.getName() };
	}

	/** What a container lacks here; empty if it can be started. */
	private static String missing() {
		if (Files.exists(Path.of("/.dockerenv")) && System.getenv("TESTCONTAINERS_HOST_OVERRIDE") == null) {
			// it would look for the engine's address by a container of its own, for
			// minutes
			return "No TESTCONTAINERS_HOST_OVERRIDE, which is needed within a container";
		}
		if (!DockerClientFactory.instance().isDockerAvailable()) {
			return "No Docker engine";
		}
		DockerClient docker = DockerClientFactory.lazyClient();
		return isThere(docker) || isPulled(docker) ? "" : "No image " + IMAGE;
	}

	private static boolean isThere(DockerClient docker) {
		try {
			docker.inspectImageCmd(IMAGE).exec();
			return true;
		}
		catch (NotFoundException ex) {
			return false;
		}
	}

	private static boolean isPulled(DockerClient docker) {
		try {
			return docker.pullImageCmd(IMAGE).start().awaitCompletion(2, TimeUnit.MINUTES) && isThere(docker);
		}
		catch (DockerException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class InContainer {

		@Bean
		@ServiceConnection
		OwnedPostgresContainer container() {
			return new OwnedPostgresContainer(IMAGE);
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
