package io.schemarecovery.boot;

import java.util.function.Consumer;

import io.schemarecovery.report.RecoveryEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what happens in a recovery. What a listener throws is logged: it must not
 * stop a recovery half way.
 *
 * @param publisher where to publish it
 */
record RecoveryEvents(ApplicationEventPublisher publisher) implements Consumer<RecoveryEvent> {

	private static final Log logger = LogFactory.getLog(RecoveryEvents.class);

	@Override
	public void accept(RecoveryEvent event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener failed on " + event.getClass().getSimpleName(), ex);
		}
	}

}
