/** Stage 4: the schema from the JPA entities, when the migrations failed. */
@NullMarked
package io.schemarecovery.fallback;

import org.jspecify.annotations.NullMarked;
