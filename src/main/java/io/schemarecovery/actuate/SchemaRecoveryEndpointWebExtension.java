package io.schemarecovery.actuate;

import io.schemarecovery.actuate.SchemaRecoveryEndpoint.RunsDescriptor;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** The endpoint on the web, where names are shown to who is authorised. */
@EndpointWebExtension(endpoint = SchemaRecoveryEndpoint.class)
public final class SchemaRecoveryEndpointWebExtension {

	private final SchemaRecoveryEndpoint endpoint;

	private final EndpointSettings settings;

	/**
	 * Show the endpoint on the web.
	 * @param endpoint the endpoint
	 * @param settings who is authorised
	 */
	public SchemaRecoveryEndpointWebExtension(SchemaRecoveryEndpoint endpoint, EndpointSettings settings) {
		this.endpoint = endpoint;
		this.settings = settings;
	}

	/** The newest runs, and the archives that are present. */
	@ReadOperation
	public RunsDescriptor runs(SecurityContext security) {
		return this.endpoint.runs(names(security));
	}

	/**
	 * A run.
	 * @param run its number
	 */
	@ReadOperation
	public WebEndpointResponse<RunDescriptor> run(SecurityContext security, @Selector long run) {
		RunDescriptor found = this.endpoint.run(run, names(security));
		return (found != null) ? new WebEndpointResponse<>(found)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	private boolean names(SecurityContext security) {
		return this.settings.showValues().isShown(security, this.settings.roles());
	}

}
