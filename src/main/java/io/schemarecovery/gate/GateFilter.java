package io.schemarecovery.gate;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import io.schemarecovery.report.RecoveryRun;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * Answers 503 while the {@link Gate} is closed: a page that refreshes itself to browsers,
 * {@code application/problem+json} to programs. The paths of health pass, so that the
 * host sees a process that lives and is not ready.
 */
public final class GateFilter implements Filter {

	private final Gate gate;

	private final RecoveryRun run;

	private final ConnectionGate connections;

	private final List<String> passing;

	private final WaitingPage page = new WaitingPage();

	/**
	 * Guard everything but some paths.
	 * @param gate whether traffic may pass
	 * @param run what to tell those who wait
	 * @param connections tells those who pass at once that there is no connection: a host
	 * does not wait for the answer of a health check
	 * @param passing path prefixes that pass, without the context path
	 */
	public GateFilter(Gate gate, RecoveryRun run, ConnectionGate connections, List<String> passing) {
		this.gate = gate;
		this.run = run;
		this.connections = connections;
		this.passing = passing;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (this.gate.isOpen()) {
			chain.doFilter(request, response);
		}
		else if (passes((HttpServletRequest) request)) {
			this.connections.beginImpatience();
			try {
				chain.doFilter(request, response);
			}
			finally {
				this.connections.endImpatience();
			}
		}
		else {
			refuse((HttpServletRequest) request, (HttpServletResponse) response);
		}
	}

	/** By the path that the container resolved: the one of the URI may contain "..". */
	private boolean passes(HttpServletRequest request) {
		String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
		return this.passing.stream().anyMatch((prefix) -> path.equals(prefix) || path.startsWith(prefix + "/"));
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
		HttpHeaders headers = new HttpHeaders();
		Visitor.HEADERS.forEach((name) -> headers.addAll(name, Collections.list(request.getHeaders(name))));
		GateAnswer answer = GateAnswer.to(new Visitor(request.getMethod(), request.getRequestURI(), headers), this.run,
				this.page);
		response.setStatus(GateAnswer.STATUS);
		answer.headers().forEach((name, values) -> values.forEach((value) -> response.setHeader(name, value)));
		response.getOutputStream().write(answer.body());
	}

}
