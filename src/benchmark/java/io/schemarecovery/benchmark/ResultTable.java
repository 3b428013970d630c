package io.schemarecovery.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/** The results as a table that can be put into a Markdown file as it is. */
record ResultTable(List<Result> results) {

	private static final List<String> HEAD = List.of("PostgreSQL", "schema", "tool", "seconds", "× drop-schema",
			"× flyway", "× liquibase", "outcome");

	@Override
	public String toString() {
		List<List<String>> rows = new ArrayList<>();
		rows.add(HEAD);
		rows.add(HEAD.stream().map((cell) -> "-".repeat(cell.length())).toList());
		this.results.forEach((result) -> rows.add(row(result)));
		List<Integer> widths = IntStream.range(0, HEAD.size())
			.mapToObj((column) -> rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0))
			.toList();
		StringBuilder table = new StringBuilder();
		for (List<String> row : rows) {
			for (int column = 0; column < row.size(); column++) {
				table.append("| ").append(("%-" + widths.get(column) + "s").formatted(row.get(column))).append(' ');
			}
			table.append("|\n");
		}
		return table.toString();
	}

	private static List<String> row(Result result) {
		Result.Peers peers = result.peers();
		return List.of(result.postgres(), result.workload().label(), result.tool(), number(result.seconds()),
				number(result.ratioTo(peers.dropSchema())), number(result.ratioTo(peers.flyway())),
				number(result.ratioTo(peers.liquibase())), result.outcome());
	}

	private static String number(@Nullable Double number) {
		return (number != null) ? "%.2f".formatted(number) : "";
	}

}
