/** How everything that goes wrong is told: what, evidence, what to do, exit code. */
@NullMarked
package io.schemarecovery.failure;

import org.jspecify.annotations.NullMarked;
