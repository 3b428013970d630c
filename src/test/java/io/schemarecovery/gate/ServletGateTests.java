package io.schemarecovery.gate;

import org.springframework.boot.WebApplicationType;

class ServletGateTests extends GateContract {

	ServletGateTests() {
		super(WebApplicationType.SERVLET, "server.servlet.context-path");
	}

}
