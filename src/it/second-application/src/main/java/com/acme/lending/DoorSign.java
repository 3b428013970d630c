package com.acme.lending;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says in the log when readers may come in. */
@Component
class DoorSign {

	private static final Logger logger = LoggerFactory.getLogger(DoorSign.class);

	@EventListener
	void turn(AvailabilityChangeEvent<ReadinessState> event) {
		logger.info("The door sign says {}", event.getState());
	}

}
