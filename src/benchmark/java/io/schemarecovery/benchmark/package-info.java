/**
 * What the drop costs, beside other ways to empty a schema, and what looking for a DROP
 * costs a migration. Run by the Maven profile {@code benchmark}; see docs/benchmarks.md.
 */
@NullMarked
package io.schemarecovery.benchmark;

import org.jspecify.annotations.NullMarked;
