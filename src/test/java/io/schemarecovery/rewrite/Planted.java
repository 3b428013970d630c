package io.schemarecovery.rewrite;

import java.util.ArrayList;
import java.util.List;

/**
 * A script in the making, and the offsets at which {@code CASCADE} has to be inserted.
 */
final class Planted {

	private final StringBuilder text = new StringBuilder();

	private final StringBuilder expected = new StringBuilder();

	private final List<Integer> offsets = new ArrayList<>();

	Planted write(String part) {
		this.text.append(part);
		this.expected.append(part);
		return this;
	}

	/** Here a clause ends that could take {@code CASCADE}. */
	Planted plant() {
		this.offsets.add(this.text.length());
		this.expected.append(" CASCADE");
		return this;
	}

	String text() {
		return this.text.toString();
	}

	String expected() {
		return this.expected.toString();
	}

	List<Integer> offsets() {
		return this.offsets;
	}

}
