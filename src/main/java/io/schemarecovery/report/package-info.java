/** What a recovery did and is doing: stages, outcomes, the closing table. */
@NullMarked
package io.schemarecovery.report;

import org.jspecify.annotations.NullMarked;
