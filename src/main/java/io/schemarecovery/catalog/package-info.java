/** What stands in the database, read from {@code pg_catalog} into records. */
@NullMarked
package io.schemarecovery.catalog;

import org.jspecify.annotations.NullMarked;
