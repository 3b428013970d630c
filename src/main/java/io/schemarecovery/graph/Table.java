package io.schemarecovery.graph;

import io.schemarecovery.catalog.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A table of the graph.
 *
 * @param name its name
 * @param outside whether it is in none of the schemas the graph is about, but joined to
 * one of their tables by a foreign key
 * @param partitioned whether it is partitioned
 * @param rows rows the planner reckons with, those of its partitions among them, or null
 * where it was never analyzed
 */
public record Table(QualifiedName name, boolean outside, boolean partitioned, @Nullable Long rows) {

}
