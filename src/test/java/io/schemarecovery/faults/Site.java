package io.schemarecovery.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.schemarecovery.faults.depot.DepotApplication;

import static org.assertj.core.api.Assertions.assertThat;

/** A server, the wire to it, and a schema as it is and as a reset should make it. */
final class Site implements AutoCloseable {

	private final Jvm jvm;

	private final DepotServer server;

	private final Wire wire;

	private final String newDigest;

	private final Set<String> newObjects;

	private final String oldDigest;

	private int count;

	Site(Path directory, String oldData) throws Exception {
		this.jvm = Jvm.in(directory);
		this.server = new DepotServer(directory);
		this.wire = new Wire(this.server::port);
		try (Depot reference = new Depot(this.server, "template1", "reference")) {
			try (Instance instance = Instance.start("reference", this.jvm,
					"jdbc:postgresql://localhost:%d/reference".formatted(this.wire.port()), null, List.of())) {
				instance.awaitSettled();
				assertThat(instance.serving()).as(instance.log()).isNotNull();
			}
			reference.query("DELETE FROM visit RETURNING who");
			this.newDigest = reference.digest();
			this.newObjects = reference.objects();
			Instance.await(() -> reference.held().isEmpty());
			reference.forget();
			this.server.copy("reference", "stuck");
		}
		this.server.execute("stuck", "SET ROLE depot", oldData);
		this.oldDigest = this.server.query("stuck", DepotApplication.DIGEST).get(0);
	}

	/** The database of the next round. */
	Depot depot() {
		this.count++;
		return new Depot(this.server, "stuck", "depot_" + this.count);
	}

	Jvm jvm() {
		return this.jvm;
	}

	DepotServer server() {
		return this.server;
	}

	Wire wire() {
		return this.wire;
	}

	String newDigest() {
		return this.newDigest;
	}

	Set<String> newObjects() {
		return this.newObjects;
	}

	String oldDigest() {
		return this.oldDigest;
	}

	@Override
	public void close() throws IOException {
		this.wire.close();
		this.server.close();
	}

}
