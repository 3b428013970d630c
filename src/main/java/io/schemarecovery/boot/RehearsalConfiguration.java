package io.schemarecovery.boot;

import javax.sql.DataSource;

import io.schemarecovery.boot.Examination.Findings;
import io.schemarecovery.fallback.EntitySchemas;
import io.schemarecovery.gate.ConnectionGate;
import io.schemarecovery.rehearse.Rehearsal;
import io.schemarecovery.rehearse.RehearsalReport;
import io.schemarecovery.rehearse.RehearsalText;
import io.schemarecovery.report.RecordJson;
import io.schemarecovery.request.RehearseProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What a start with the profile {@code rehearse} carries out. */
@Configuration(proxyBeanMethods = false)
@Profile("rehearse")
@EnableConfigurationProperties(RehearseProperties.class)
class RehearsalConfiguration {

	@Bean
	Examination rehearsal(RehearseProperties properties, ConnectionGate connections,
			ObjectProvider<DataSource> dataSources, ObjectProvider<EntitySchemas> entities) {
		return (migrations) -> {
			RehearsalReport report = new Rehearsal(properties, connections::redirect, dataSources.stream().toList(),
					entities.getIfAvailable(() -> EntitySchemas.NONE))
				.rehearse(migrations);
			return new Findings((properties.format() == RehearseProperties.Format.JSON) ? RecordJson.print(report)
					: RehearsalText.print(report), report.failed());
		};
	}

}
