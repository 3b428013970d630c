package io.schemarecovery.catalog;

/**
 * That a table is a partition, or an heir, of another.
 *
 * @param child OID of the partition or heir
 * @param parent OID of the other
 */
public record Inheritance(long child, long parent) {

}
