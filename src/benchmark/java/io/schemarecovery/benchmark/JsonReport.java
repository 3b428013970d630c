package io.schemarecovery.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The results for programs. */
record JsonReport(List<Result> results) {

	void write(Path file) throws IOException {
		Files.createDirectories(file.getParent());
		JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
		Files.writeString(file, mapper.writeValueAsString(this.results.stream().map(JsonReport::fields).toList()));
	}

	private static Map<String, @Nullable Object> fields(Result result) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("tool", result.tool());
		fields.put("postgres", result.postgres());
		Shape shape = result.workload().shape();
		fields.put((shape != null) ? "shape" : "tables",
				(shape != null) ? shape.toString() : result.workload().tables());
		fields.put("seconds", rounded(result.seconds()));
		fields.put("ratio_to_drop_schema", rounded(result.ratioTo(result.peers().dropSchema())));
		fields.put("outcome", result.outcome());
		fields.put("rounds", result.rounds().stream().map(JsonReport::rounded).toList());
		return fields;
	}

	private static @Nullable Double rounded(@Nullable Double number) {
		return (number != null) ? Math.round(number * 1000) / 1000d : null;
	}

}
