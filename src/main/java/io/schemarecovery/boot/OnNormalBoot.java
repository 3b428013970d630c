package io.schemarecovery.boot;

import io.schemarecovery.request.ExaminationRequest;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches when nothing asks for a reset, and nothing for an examination. */
class OnNormalBoot extends OnResetRequested {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionOutcome requested = super.getMatchOutcome(context, metadata);
		boolean examined = ExaminationRequest.of(context.getEnvironment()).isPresent();
		return examined ? ConditionOutcome.noMatch(ConditionMessage.of("an examination"))
				: new ConditionOutcome(!requested.isMatch(), requested.getConditionMessage());
	}

}
