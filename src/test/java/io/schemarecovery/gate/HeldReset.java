package io.schemarecovery.gate;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.TestDatabase;
import io.schemarecovery.testing.Threads;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.awaitility.Awaitility.await;

/**
 * A reset that stands still in stage 1, since someone reads a table, until it is
 * released. Meanwhile one can knock at the door.
 */
final class HeldReset implements AutoCloseable {

	/** Requests that reached the application. */
	static final AtomicInteger SERVED = new AtomicInteger();

	/** By namespace, "server" or "management". */
	private static final Map<String, Integer> PORTS = new ConcurrentHashMap<>();

	private final Connection reader;

	private final CompletableFuture<ConfigurableApplicationContext> starting;

	private HeldReset(Connection reader, Launch launch) {
		this.reader = reader;
		this.starting = CompletableFuture.supplyAsync(launch::start, Threads.EACH_ITS_OWN);
	}

	/** Begins a reset, and comes back when it stands still. */
	static HeldReset of(TestDatabase database, WebApplicationType type, String... settings) throws SQLException {
		SERVED.set(0);
		PORTS.clear();
		database.execute("CREATE TABLE held (id int)");
		Connection reader = database.connect();
		reader.setAutoCommit(false);
		reader.createStatement().execute("SELECT * FROM held");
		Launch launch = Launch.of(ShopApplication.class, database, "shop/tables", "shop/rebuild")
			.with(Ports.class, Page.class)
			.with("DB_RESET=true", "schema-recovery.drop.lock-timeout=100ms",
					"management.endpoint.health.show-details=always")
			.with(settings)
			.web(type);
		HeldReset reset = new HeldReset(reader, launch);
		await().atMost(60, TimeUnit.SECONDS).until(() -> reset.isOver() || reset.stands(database));
		return reset;
	}

	private boolean isOver() {
		return this.starting.isDone();
	}

	private boolean stands(TestDatabase database) {
		return PORTS.containsKey("server")
				&& !database.query("SELECT 1 FROM pg_locks WHERE relation = 'held'::regclass AND NOT granted")
					.isEmpty();
	}

	String url(String path) {
		return url("server", path);
	}

	String url(String server, String path) {
		return "http://localhost:" + PORTS.get(server) + path;
	}

	HttpResponse<String> get(String path, String... headers) throws Exception {
		return send("GET", url(path), headers);
	}

	/**
	 * Sends a request that has to be answered soon, on a connection of its own, as the
	 * probes of hosts do.
	 */
	HttpResponse<String> send(String method, String url, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.timeout(Duration.ofSeconds(10));
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return HttpClient.newBuilder().version(Version.HTTP_1_1).build().send(request.build(), BodyHandlers.ofString());
	}

	/** Lets it go on, and waits until it is done. */
	void release() throws SQLException {
		this.reader.close();
		this.starting.orTimeout(60, TimeUnit.SECONDS).join();
	}

	@Override
	public void close() throws SQLException {
		release();
		this.starting.join().close();
	}

	@Configuration(proxyBeanMethods = false)
	static class Ports {

		@Bean
		ApplicationListener<WebServerInitializedEvent> rememberPort() {
			return (event) -> {
				String namespace = event.getApplicationContext().getServerNamespace();
				PORTS.put((namespace != null) ? namespace : "server", event.getWebServer().getPort());
			};
		}

	}

	@RestController
	static class Page {

		@GetMapping(path = "/**", produces = "text/html")
		String page() {
			SERVED.incrementAndGet();
			return "<!doctype html><html lang='en'><title>Shop</title><h1>served</h1></html>";
		}

	}

}
