/**
 * The record of the resets in the database: what was carried out and when, which run may
 * go on, and who is alone in doing so.
 */
@NullMarked
package io.schemarecovery.ledger;

import org.jspecify.annotations.NullMarked;
