/** The tables and the foreign keys between them, and where these run in circles. */
@NullMarked
package io.schemarecovery.graph;

import org.jspecify.annotations.NullMarked;
