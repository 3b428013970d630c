package io.schemarecovery.graph;

import java.util.Arrays;

/** What a foreign key does when a row that it references is deleted. */
public enum OnDelete {

	/** Refuses it, as late as the key is checked. */
	NO_ACTION("a"),

	/** Refuses it at once. */
	RESTRICT("r"),

	/** Deletes the rows that reference it. */
	CASCADE("c"),

	/** Leaves them without a parent. */
	SET_NULL("n"),

	/** Gives them the parent that their default names. */
	SET_DEFAULT("d");

	private final String code;

	OnDelete(String code) {
		this.code = code;
	}

	/** What a {@code pg_constraint.confdeltype} stands for. */
	static OnDelete of(String code) {
		return Arrays.stream(values()).filter((action) -> action.code.equals(code)).findFirst().orElseThrow();
	}

}
