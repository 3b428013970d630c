/** Stage 1: drops what the plan says, all or nothing, and proves it. */
@NullMarked
package io.schemarecovery.drop;

import org.jspecify.annotations.NullMarked;
