/** Stage 2: removes what migration tools remember. */
@NullMarked
package io.schemarecovery.purge;

import org.jspecify.annotations.NullMarked;
