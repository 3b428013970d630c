package io.schemarecovery.catalog;

import java.util.Arrays;

/**
 * Numbers the objects it is given, from 0 on. An open hash table of primitives: a schema
 * of 50,000 tables has a million objects, and a record for each would take all the
 * memory.
 */
final class AddressIndex {

	private static final int ABSENT = -1;

	private long[] keys = new long[1 << 12];

	private int[] numbers = absent(1 << 12);

	private long[] byNumber = new long[1 << 11];

	private int size;

	/** Gives the number of an object, a new one if it has none. */
	int number(int classId, int objectId) {
		long key = key(classId, objectId);
		int slot = slot(key);
		if (this.numbers[slot] == ABSENT) {
			if (this.size == this.byNumber.length) {
				grow();
				slot = slot(key);
			}
			this.keys[slot] = key;
			this.byNumber[this.size] = key;
			this.numbers[slot] = this.size++;
		}
		return this.numbers[slot];
	}

	/** Gives the number of an object, or -1 if it has none. */
	int find(ObjectAddress address) {
		return this.numbers[slot(key((int) address.classId(), (int) address.objectId()))];
	}

	ObjectAddress address(int number, int subId) {
		long key = this.byNumber[number];
		return new ObjectAddress(key >>> 32, key & 0xFFFFFFFFL, subId);
	}

	int classId(int number) {
		return (int) (this.byNumber[number] >>> 32);
	}

	int size() {
		return this.size;
	}

	private static long key(int classId, int objectId) {
		return ((long) classId << 32) | (objectId & 0xFFFFFFFFL);
	}

	private int slot(long key) {
		long hash = key * 0x9E3779B97F4A7C15L;
		int slot = (int) (hash >>> 32) & (this.keys.length - 1);
		while (this.numbers[slot] != ABSENT && this.keys[slot] != key) {
			slot = (slot + 1) & (this.keys.length - 1);
		}
		return slot;
	}

	/** At most half of the slots are taken. */
	private void grow() {
		this.byNumber = Arrays.copyOf(this.byNumber, this.byNumber.length * 2);
		this.keys = new long[this.byNumber.length * 2];
		this.numbers = absent(this.byNumber.length * 2);
		for (int number = 0; number < this.size; number++) {
			int slot = slot(this.byNumber[number]);
			this.keys[slot] = this.byNumber[number];
			this.numbers[slot] = number;
		}
	}

	private static int[] absent(int length) {
		int[] numbers = new int[length];
		Arrays.fill(numbers, ABSENT);
		return numbers;
	}

}
