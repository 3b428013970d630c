/** Finds what of a statement nobody is to read in a log. */
@NullMarked
package io.schemarecovery.secret;

import org.jspecify.annotations.NullMarked;
