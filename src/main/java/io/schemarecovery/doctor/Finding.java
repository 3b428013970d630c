package io.schemarecovery.doctor;

import java.util.List;

/**
 * Something a person should know.
 *
 * @param problem whether it makes the exit code 65; if not, it is a remark
 * @param what what was found, one sentence
 * @param evidence what shows it, a line each
 * @param advice the one thing to do
 */
record Finding(boolean problem, String what, List<String> evidence, String advice) {

	Finding {
		evidence = List.copyOf(evidence);
	}

}
