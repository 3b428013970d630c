package com.example.storefront.embedded;

import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Matches when nobody said which database to use; a blank value says nothing. */
class OnNoDatabaseConfigured extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		ConditionMessage.Builder message = ConditionMessage.forCondition("No database configured");
		Optional<String> configured = Stream.of("spring.datasource.url", "DATABASE_URL")
			.filter((name) -> StringUtils.hasText(environment.getProperty(name)))
			.findFirst();
		return configured.map((name) -> ConditionOutcome.noMatch(message.foundExactly(name)))
			.orElseGet(() -> ConditionOutcome.match(message.because("neither property has a value")));
	}

}
