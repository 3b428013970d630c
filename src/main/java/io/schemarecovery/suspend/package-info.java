/**
 * Holds foreign keys off for a migration, within its transaction, and puts them back as
 * they were: nothing but the commit of a migration whose keys all hold makes it last.
 */
@NullMarked
package io.schemarecovery.suspend;

import org.jspecify.annotations.NullMarked;
