/** The report about a run and the schema as it stands, as one HTML file. */
@NullMarked
package io.schemarecovery.publish;

import org.jspecify.annotations.NullMarked;
