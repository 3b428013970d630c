/** Stage 3: the migrations, through a connection that knows when a DROP may cascade. */
@NullMarked
package io.schemarecovery.migrate;

import org.jspecify.annotations.NullMarked;
