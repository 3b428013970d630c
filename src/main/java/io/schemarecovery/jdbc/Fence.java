package io.schemarecovery.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What every transaction that destroys or makes something passes first: whoever was
 * superseded meanwhile goes no further.
 */
@FunctionalInterface
public interface Fence {

	/** Lets everybody through. */
	Fence NONE = (connection) -> {
	};

	/**
	 * Pass it.
	 * @param connection a connection within the transaction
	 * @throws SQLException if the database fails
	 * @throws io.schemarecovery.failure.RecoveryException if another has taken over
	 */
	void pass(Connection connection) throws SQLException;

}
