package io.schemarecovery.boot;

import io.schemarecovery.request.ExaminationRequest;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches when a profile asks for a start that only examines. */
class OnExamination extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		return ExaminationRequest.of(context.getEnvironment())
			.map((request) -> ConditionOutcome.match(ConditionMessage.of("profile " + request.profile())))
			.orElseGet(() -> ConditionOutcome.noMatch(ConditionMessage.of("no examination asked for")));
	}

}
