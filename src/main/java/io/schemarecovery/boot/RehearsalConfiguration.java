package io.schemarecovery.boot;

import io.schemarecovery.boot.Examination.Findings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What a start with the profile {@code rehearse} carries out. */
@Configuration(proxyBeanMethods = false)
@Profile("rehearse")
class RehearsalConfiguration {

	@Bean
	Examination rehearsal() {
		return (migrations) -> new Findings("Nothing was rehearsed yet.", null);
	}

}
