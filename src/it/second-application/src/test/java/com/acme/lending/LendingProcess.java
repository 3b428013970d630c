package com.acme.lending;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application as its users run it: {@code java -jar}, told by its environment. */
final class LendingProcess implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final long SECONDS = 90;

	private final HttpClient http = HttpClient.newHttpClient();

	private final StringBuffer output = new StringBuffer();

	private final CompletableFuture<Integer> port = new CompletableFuture<>();

	private final Process process;

	private final Thread reader = new Thread(this::read, "output of the application");

	private LendingProcess(Process process) {
		this.process = process;
		this.reader.setDaemon(true);
		this.reader.start();
	}

	/**
	 * Starts the jar in an environment as a host makes it, with these variables besides.
	 */
	static LendingProcess start(LendingDatabase database, Map<String, String> environment) {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", System.getProperty("application.jar"));
		builder.environment().clear();
		builder.environment().put("LANG", "C.UTF-8");
		builder.environment().put("DATABASE_URL", database.url());
		builder.environment().put("SERVER_PORT", "0");
		builder.environment().putAll(environment);
		try {
			return new LendingProcess(builder.redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Waits until readers may come in. */
	LendingProcess awaitReady() throws Exception {
		this.port.get(SECONDS, TimeUnit.SECONDS);
		return this;
	}

	/** Waits for the process to end by itself. */
	int awaitExit() throws Exception {
		if (!this.process.waitFor(SECONDS, TimeUnit.SECONDS)) {
			this.process.destroyForcibly();
			throw new TimeoutException("The application went on running:\n" + this.output);
		}
		this.reader.join();
		return this.process.exitValue();
	}

	/** All that it has printed so far. */
	String output() {
		return this.output.toString();
	}

	HttpResponse<String> books() throws Exception {
		return this.http.send(HttpRequest.newBuilder(uri("/books")).build(), BodyHandlers.ofString());
	}

	HttpResponse<String> lend(String title, String email) throws Exception {
		URI uri = uri("/loans?title=%s&email=%s".formatted(URLEncoder.encode(title, StandardCharsets.UTF_8),
				URLEncoder.encode(email, StandardCharsets.UTF_8)));
		return this.http.send(HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody()).build(),
				BodyHandlers.ofString());
	}

	@Override
	public void close() throws Exception {
		this.process.destroy();
		awaitExit();
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port.join() + path);
	}

	private void read() {
		int number = 0;
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				System.out.println(line);
				this.output.append(line).append('\n');
				Matcher matcher = PORT.matcher(line);
				number = matcher.find() ? Integer.parseInt(matcher.group(1)) : number;
				if (line.contains("The door sign says ACCEPTING_TRAFFIC")) {
					this.port.complete(number);
				}
			}
		}
		catch (IOException ex) {
			this.port.completeExceptionally(ex);
		}
		this.port.completeExceptionally(new IllegalStateException("The application ended:\n" + this.output));
	}

}
