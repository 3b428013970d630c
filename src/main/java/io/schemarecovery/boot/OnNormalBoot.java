package io.schemarecovery.boot;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches when nothing asks for a reset. */
class OnNormalBoot extends OnResetRequested {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionOutcome requested = super.getMatchOutcome(context, metadata);
		return new ConditionOutcome(!requested.isMatch(), requested.getConditionMessage());
	}

}
