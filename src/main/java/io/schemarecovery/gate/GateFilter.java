package io.schemarecovery.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

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
		boolean page = wantsPage(request.getHeader(HttpHeaders.ACCEPT));
		String body = page ? WaitingPage.html(this.run) : WaitingPage.problem(this.run);
		response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
		response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(WaitingPage.SECONDS));
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		response.setContentType(page ? MediaType.TEXT_HTML_VALUE : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8);
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

	/** A browser names text/html itself; a program asks for anything or for JSON. */
	private static boolean wantsPage(@Nullable String accept) {
		try {
			return MediaType.parseMediaTypes(accept)
				.stream()
				.anyMatch((type) -> !type.isWildcardType() && type.isCompatibleWith(MediaType.TEXT_HTML));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}
