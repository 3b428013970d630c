/** Where it all comes together: auto-configuration and the order of the stages. */
@NullMarked
package io.schemarecovery.boot;

import org.jspecify.annotations.NullMarked;
