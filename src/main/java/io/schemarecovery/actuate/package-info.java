/** What Actuator shows: endpoint, health, metrics. */
@NullMarked
package io.schemarecovery.actuate;

import org.jspecify.annotations.NullMarked;
