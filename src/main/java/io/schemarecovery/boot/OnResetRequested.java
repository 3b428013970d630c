package io.schemarecovery.boot;

import io.schemarecovery.request.ResetRequest;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches when {@code DB_RESET} or the profile asks for a reset. */
class OnResetRequested extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ResetRequest request = ResetRequest.of(context.getEnvironment());
		return new ConditionOutcome(request.requested(),
				ConditionMessage.of(request.requested() ? request.toString() : "no reset requested"));
	}

}
