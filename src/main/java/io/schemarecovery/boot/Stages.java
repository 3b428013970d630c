package io.schemarecovery.boot;

import io.schemarecovery.report.StageResult;

/**
 * What the runners carry out, in this order: a reset, or an undo. Called by one thread,
 * stage after stage.
 */
interface Stages {

	/** Finds out what it is about, and begins the record. */
	StageResult open();

	/** Takes away what stands in the schemas. */
	StageResult drop();

	/** Takes away the migration history. */
	StageResult purge();

	/** Makes the schema by the migrations. */
	StageResult migrate();

	/** Makes it from the entities, if the migrations failed. */
	StageResult fallback();

	/** Compares, and lets the application at it. */
	StageResult close();

}
