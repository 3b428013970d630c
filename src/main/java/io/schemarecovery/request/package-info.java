/**
 * What was asked for, read from the environment: the request, the settings, the database.
 */
@NullMarked
package io.schemarecovery.request;

import org.jspecify.annotations.NullMarked;
