/** Decides where CASCADE may be added to a DROP, from what it would take. */
@NullMarked
package io.schemarecovery.cascade;

import org.jspecify.annotations.NullMarked;
