/**
 * What the drop costs, beside other ways to empty a schema. Run by the Maven profile
 * {@code benchmark}; see docs/benchmarks.md.
 */
@NullMarked
package io.schemarecovery.benchmark;

import org.jspecify.annotations.NullMarked;
