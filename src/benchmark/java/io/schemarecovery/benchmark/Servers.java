package io.schemarecovery.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * The servers of one version: one with default settings, and, once it is needed, one with
 * a larger lock table.
 */
final class Servers implements AutoCloseable {

	private final Path binaries;

	private final DataRoot root;

	private final Cleanup cleanup;

	private final Server standard;

	private @Nullable Server raised;

	Servers(Path binaries, DataRoot root, Cleanup cleanup) throws IOException, SQLException {
		this.binaries = binaries;
		this.root = root;
		this.cleanup = cleanup;
		this.standard = start(false);
	}

	Server standard() {
		return this.standard;
	}

	Server raised() throws IOException, SQLException {
		if (this.raised == null) {
			this.raised = start(true);
		}
		return this.raised;
	}

	private Server start(boolean withRaisedLocks) throws IOException, SQLException {
		Server server = this.cleanup.add(Server.start(this.binaries, this.root, withRaisedLocks));
		StringBuilder settings = new StringBuilder("PostgreSQL " + server.version() + ":");
		for (String name : new String[] { "max_connections", "max_locks_per_transaction", "shared_buffers",
				"max_wal_size", "fsync", "synchronous_commit", "autovacuum" }) {
			settings.append(' ').append(name).append('=').append(server.show(name));
		}
		System.out.println(settings);
		return server;
	}

	@Override
	public void close() throws IOException {
		this.standard.close();
		if (this.raised != null) {
			this.raised.close();
		}
	}

}
