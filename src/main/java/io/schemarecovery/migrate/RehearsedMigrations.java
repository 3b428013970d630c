package io.schemarecovery.migrate;

import java.util.List;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.report.Cascade;
import org.jspecify.annotations.Nullable;

/**
 * How the pending migrations of one Flyway bean went in a rehearsal.
 *
 * @param bean name of the bean
 * @param migrations the migrations, in their order
 * @param cascades where CASCADE was added, and what it took
 * @param remark what else is to be known; may be empty
 * @param failure what the start would fail with, or {@code null} if it would not
 */
public record RehearsedMigrations(String bean, List<RehearsedMigration> migrations, List<Cascade> cascades,
		String remark, @Nullable RecoveryException failure) {

}
