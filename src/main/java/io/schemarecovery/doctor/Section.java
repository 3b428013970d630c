package io.schemarecovery.doctor;

import java.util.List;

/**
 * What came of one check.
 *
 * @param check the check
 * @param seen what was looked at, or why it was not, one sentence
 * @param findings what was found
 */
record Section(Check check, String seen, List<Finding> findings) {

	Section {
		findings = List.copyOf(findings);
	}

	static Section of(Check check, String seen) {
		return new Section(check, seen, List.of());
	}

}
