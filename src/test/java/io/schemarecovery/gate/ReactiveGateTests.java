package io.schemarecovery.gate;

import org.springframework.boot.WebApplicationType;

class ReactiveGateTests extends GateContract {

	ReactiveGateTests() {
		super(WebApplicationType.REACTIVE, "spring.webflux.base-path");
	}

}
