package io.schemarecovery.gate;

import java.util.List;

import io.schemarecovery.report.RecoveryRun;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The same as {@link GateFilter} for a reactive web application: ahead of its filters,
 * those of Spring Security included, of routing and of whatever else the application puts
 * there.
 */
final class GateHandler implements HttpHandler {

	private final HttpHandler application;

	private final Gate gate;

	private final RecoveryRun run;

	private final List<PathPattern> passing;

	private final WaitingPage page = new WaitingPage();

	/**
	 * Guard everything but some paths.
	 * @param application what is guarded
	 * @param gate whether traffic may pass
	 * @param run what to tell those who wait
	 * @param passing path prefixes that pass, with the base path
	 */
	GateHandler(HttpHandler application, Gate gate, RecoveryRun run, List<String> passing) {
		this.application = application;
		this.gate = gate;
		this.run = run;
		this.passing = passing.stream()
			.map((prefix) -> PathPatternParser.defaultInstance.parse(prefix + "/**"))
			.toList();
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		return (this.gate.isOpen() || passes(request.getPath())) ? this.application.handle(request, response)
				: refuse(request, response);
	}

	/** Segment by segment, as the application will look at it: nobody resolves "..". */
	private boolean passes(PathContainer path) {
		return this.passing.stream().anyMatch((prefix) -> prefix.matches(path))
				&& path.elements().stream().noneMatch(GateHandler::leadsElsewhere);
	}

	private static boolean leadsElsewhere(PathContainer.Element element) {
		return element instanceof PathSegment segment && List.of(".", "..").contains(segment.valueToMatch());
	}

	private Mono<Void> refuse(ServerHttpRequest request, ServerHttpResponse response) {
		GateAnswer answer = GateAnswer.to(
				new Visitor(request.getMethod().name(), request.getPath().value(), request.getHeaders()), this.run,
				this.page);
		response.setStatusCode(HttpStatusCode.valueOf(GateAnswer.STATUS));
		response.getHeaders().putAll(answer.headers());
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())))
			// nothing is sent to HEAD otherwise
			.then(Mono.defer(response::setComplete));
	}

}
