package io.schemarecovery.gate;

import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * One-way latch: closed until the application is ready, open from then on for good. Live
 * readiness would not do, it turns down again at shutdown.
 */
public final class Gate implements ApplicationListener<ApplicationReadyEvent> {

	private final AtomicBoolean open = new AtomicBoolean();

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		this.open.set(true);
	}

	/** Whether traffic may pass. */
	public boolean isOpen() {
		return this.open.get();
	}

}
