package io.schemarecovery.doctor;

import java.util.Locale;

import org.springframework.boot.json.JsonWriter;

/** A diagnosis as JSON, for a program. */
public final class DiagnosisJson {

	private static final JsonWriter<Finding> FINDING = JsonWriter.of((finding) -> {
		finding.add("problem", Finding::problem);
		finding.add("what", Finding::what);
		finding.add("evidence", Finding::evidence);
		finding.add("advice", Finding::advice);
	});

	private static final JsonWriter<Section> SECTION = JsonWriter.of((section) -> {
		section.add("check", (one) -> one.check().name().toLowerCase(Locale.ROOT));
		section.add("seen", Section::seen);
		section.add("findings", (one) -> one.findings().stream().map(FINDING::write).toList());
	});

	private static final JsonWriter<Diagnosis> DIAGNOSIS = JsonWriter.of((diagnosis) -> {
		diagnosis.add("database", Diagnosis::database);
		diagnosis.add("role", Diagnosis::role);
		diagnosis.add("schemas", Diagnosis::schemas);
		diagnosis.add("problems", Diagnosis::problems);
		diagnosis.add("remarks", Diagnosis::remarks);
		diagnosis.add("checks", (one) -> one.sections().stream().map(SECTION::write).toList());
	});

	private DiagnosisJson() {
	}

	/**
	 * Print a diagnosis.
	 * @param diagnosis what to print
	 * @return the JSON, on one line
	 */
	public static String print(Diagnosis diagnosis) {
		return DIAGNOSIS.writeToString(diagnosis);
	}

}
