/** The one way to query and the one way to run a transaction. */
@NullMarked
package io.schemarecovery.jdbc;

import org.jspecify.annotations.NullMarked;
