/** Keeps traffic out while a recovery runs. */
@NullMarked
package io.schemarecovery.gate;

import org.jspecify.annotations.NullMarked;
