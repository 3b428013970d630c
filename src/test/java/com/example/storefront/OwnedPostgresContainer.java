package com.example.storefront;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import com.github.dockerjava.api.command.InspectContainerResponse;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Connects as the database's owner, who is no superuser, as on a managed PostgreSQL. */
class OwnedPostgresContainer extends PostgreSQLContainer {

	private static final String OWNER = "storefront_owner";

	OwnedPostgresContainer(String image) {
		super(image);
	}

	@Override
	protected void containerIsStarted(InspectContainerResponse containerInfo) {
		super.containerIsStarted(containerInfo);
		try (Connection superuser = DriverManager.getConnection(getJdbcUrl(), super.getUsername(), getPassword());
				Statement statement = superuser.createStatement()) {
			statement.execute("CREATE ROLE " + OWNER + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '"
					+ getPassword() + "'");
			statement.execute("ALTER DATABASE " + getDatabaseName() + " OWNER TO " + OWNER);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String getUsername() {
		return OWNER;
	}

}
