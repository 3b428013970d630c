/** Looks for what will stop a migration or a reset, and changes nothing. */
@NullMarked
package io.schemarecovery.doctor;

import org.jspecify.annotations.NullMarked;
