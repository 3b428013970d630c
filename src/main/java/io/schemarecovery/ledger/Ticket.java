package io.schemarecovery.ledger;

/**
 * What makes a process the one that carries out a run.
 *
 * @param run number of the run
 * @param epoch raised whenever another process takes the run over
 */
record Ticket(long run, long epoch) {

}
