/** What a drop would do, as data, and the guards that look at it before it is done. */
@NullMarked
package io.schemarecovery.plan;

import org.jspecify.annotations.NullMarked;
