/** Runs the pending migrations where nothing of it stays, and tells how they went. */
@NullMarked
package io.schemarecovery.rehearse;

import org.jspecify.annotations.NullMarked;
