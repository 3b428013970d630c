/** Instead of stage 1's drop: moves what stands in the scope aside, and back again. */
@NullMarked
package io.schemarecovery.archive;

import org.jspecify.annotations.NullMarked;
