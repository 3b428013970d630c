package com.example.storefront.embedded;

import java.nio.file.Path;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedDatabaseConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(EmbeddedDatabaseConfiguration.class);

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "spring.datasource.url=jdbc:postgresql://db.example.com/shop",
			"DATABASE_URL=postgres://shop@db.example.com/shop", "storefront.embedded.enabled=false" })
	void backsOffWhereADatabaseIsConfigured(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).doesNotHaveBean(JdbcConnectionDetails.class));
	}

	@Test
	void servesTheDataSourceUntilThePoolIsClosed() {
		this.runner.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
			.withPropertyValues("DATABASE_URL=", "spring.datasource.url= ",
					"storefront.embedded.directory=" + this.directory)
			.run((context) -> {
				HikariDataSource pool = context.getBean(HikariDataSource.class);
				assertThat(JdbcClient.create(pool).sql("SELECT current_user").query(String.class).single())
					.isEqualTo(StuckDatabase.OWNER);
				assertThat(context.getBeanFactory().getDependentBeans("embeddedConnectionDetails"))
					.contains("dataSource");
				context.close();
				assertThat(this.directory.resolve("data")).isDirectory();
				assertThat(this.directory.resolve("data/postmaster.pid")).doesNotExist();
			});
	}

	@Test
	void stopsTheServerWhenTheContextFailsToStart() {
		this.runner.withUserConfiguration(Failing.class)
			.withPropertyValues("storefront.embedded.directory=" + this.directory)
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(context).getFailure().rootCause().hasMessageStartingWith("Connected to");
				assertThat(this.directory.resolve("data")).isDirectory();
				assertThat(this.directory.resolve("data/postmaster.pid")).doesNotExist();
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		Object failing(JdbcConnectionDetails connectionDetails) {
			throw new IllegalStateException("Connected to " + connectionDetails.getJdbcUrl());
		}

	}

}
