package io.schemarecovery.actuate;

import io.schemarecovery.publish.RecordedRuns;
import io.schemarecovery.publish.ReportPage;
import io.schemarecovery.report.RunSummary;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.util.MimeTypeUtils;

/** The endpoint on the web, where names are shown to who is authorised. */
@EndpointWebExtension(endpoint = SchemaRecoveryEndpoint.class)
public final class SchemaRecoveryEndpointWebExtension {

	private static final int FORBIDDEN = 403;

	private static final String UNAUTHORISED = """
			<!doctype html>
			<html lang="en"><head><meta charset="utf-8"><title>Not for everybody</title></head>
			<body><p>The report names what stands in the database, and is shown to users who are logged in. To show it
			to everyone: <code>management.endpoint.schemarecovery.show-values=always</code>.</p></body></html>
			""";

	private final SchemaRecoveryEndpoint endpoint;

	private final RecordedRuns runs;

	private final EndpointSettings settings;

	/**
	 * Show the endpoint on the web.
	 * @param endpoint the endpoint
	 * @param runs the runs
	 * @param settings who is authorised
	 */
	public SchemaRecoveryEndpointWebExtension(SchemaRecoveryEndpoint endpoint, RecordedRuns runs,
			EndpointSettings settings) {
		this.endpoint = endpoint;
		this.runs = runs;
		this.settings = settings;
	}

	/**
	 * The newest runs and the archives that are present, or the report of the newest run.
	 * @param format which of them
	 */
	@ReadOperation(producesFrom = RunFormat.class)
	public WebEndpointResponse<?> runs(SecurityContext security, RunFormat format) {
		boolean names = names(security);
		return (format == RunFormat.HTML) ? report(this.runs.newest(1).stream().findFirst().orElse(null), names)
				: new WebEndpointResponse<>(this.endpoint.runs(names), format);
	}

	/**
	 * A run, or its report.
	 * @param run its number
	 * @param format which of them
	 */
	@ReadOperation(producesFrom = RunFormat.class)
	public WebEndpointResponse<?> run(SecurityContext security, @Selector long run, RunFormat format) {
		boolean names = names(security);
		RunSummary found = this.runs.find(run).orElse(null);
		if (found == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		return (format == RunFormat.HTML) ? report(found, names)
				: new WebEndpointResponse<>(RunDescriptor.of(found, names), format);
	}

	/** A report without names would be none. */
	private WebEndpointResponse<?> report(@Nullable RunSummary run, boolean names) {
		return names ? new WebEndpointResponse<>(ReportPage.html(this.runs.content(run)), RunFormat.HTML)
				: new WebEndpointResponse<>(UNAUTHORISED, FORBIDDEN, MimeTypeUtils.TEXT_HTML);
	}

	private boolean names(SecurityContext security) {
		return this.settings.showValues().isShown(security, this.settings.roles());
	}

}
