package io.schemarecovery.boot;

import io.schemarecovery.boot.Examination.Findings;
import io.schemarecovery.doctor.Associations;
import io.schemarecovery.doctor.Diagnosis;
import io.schemarecovery.doctor.DiagnosisJson;
import io.schemarecovery.doctor.DiagnosisTable;
import io.schemarecovery.doctor.Doctor;
import io.schemarecovery.doctor.JpaAssociations;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.fallback.EntitySchemas;
import io.schemarecovery.request.SchemaRecoveryProperties;
import io.schemarecovery.request.SchemaRecoveryProperties.DryRunFormat;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What a start with the profile {@code doctor} carries out. */
@Configuration(proxyBeanMethods = false)
@Profile("doctor")
class DoctorConfiguration {

	@Bean
	Examination doctor(SchemaRecoveryProperties properties, ObjectProvider<EntitySchemas> entities,
			ObjectProvider<Associations> associations) {
		return (migrations) -> {
			Diagnosis diagnosis = new Doctor(properties.schemas(), properties.drop().lockTimeout(),
					entities.getIfAvailable(() -> EntitySchemas.NONE),
					associations.getIfAvailable(() -> Associations.NONE))
				.examine(migrations);
			return new Findings(
					(properties.dryRunFormat() == DryRunFormat.JSON) ? DiagnosisJson.print(diagnosis)
							: "\n" + DiagnosisTable.print(diagnosis),
					(diagnosis.problems() > 0) ? ExitCode.MIGRATION_FAILED : null);
		};
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(EntityManagerFactory.class)
	static class DoctorOfEntities {

		@Bean
		Associations associations(ObjectProvider<EntityManagerFactory> factories) {
			return new JpaAssociations(factories.orderedStream().toList());
		}

	}

}
