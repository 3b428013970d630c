package io.schemarecovery.benchmark;

import java.io.IOException;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/** The databases of one workload, made on each server when they are needed there. */
final class Templates implements AutoCloseable {

	private final Servers servers;

	private final Workload workload;

	private @Nullable Template standard;

	private @Nullable Template raised;

	Templates(Servers servers, Workload workload) {
		this.servers = servers;
		this.workload = workload;
	}

	Template standard() throws SQLException {
		if (this.standard == null) {
			this.standard = Template.create(this.servers.standard(), this.workload);
		}
		return this.standard;
	}

	Template raised() throws IOException, SQLException {
		if (this.raised == null) {
			this.raised = Template.create(this.servers.raised(), this.workload);
		}
		return this.raised;
	}

	@Override
	public void close() throws SQLException {
		if (this.standard != null) {
			this.standard.close();
		}
		if (this.raised != null) {
			this.raised.close();
		}
	}

}
