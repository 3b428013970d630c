/**
 * Finds the {@code DROP} clauses of PostgreSQL SQL text and inserts {@code CASCADE}.
 */
@NullMarked
package io.schemarecovery.rewrite;

import org.jspecify.annotations.NullMarked;
