/** Recovery of a PostgreSQL schema whose migrations are stuck. */
@NullMarked
package io.schemarecovery;

import org.jspecify.annotations.NullMarked;
