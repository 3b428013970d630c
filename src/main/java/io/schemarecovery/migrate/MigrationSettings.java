package io.schemarecovery.migrate;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import io.schemarecovery.jdbc.Fence;
import io.schemarecovery.request.SchemaRecoveryProperties;

/**
 * What the migrations of an application run by.
 *
 * @param properties gives the settings, when the first {@code Flyway} bean is made
 * @param effective gives those that count when the first migration runs
 * @param fence gives what the transaction of each migration passes
 * @param target gives the data source to connect by, for the one of a bean
 */
public record MigrationSettings(Supplier<SchemaRecoveryProperties> properties,
		Supplier<SchemaRecoveryProperties> effective, Supplier<Fence> fence, UnaryOperator<DataSource> target) {

}
