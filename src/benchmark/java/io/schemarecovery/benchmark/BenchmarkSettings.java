package io.schemarecovery.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What to measure, of the system properties {@code benchmark.*}.
 *
 * @param directory where the servers' binaries are, and the results go
 * @param sizes the numbers of tables
 * @param shapes the shapes that are no plain number of tables
 * @param postgres the major versions of PostgreSQL
 * @param rounds how often each tool is measured
 * @param tools the tools, in the order of the first round
 * @param timeout after which a measurement is given up
 */
record BenchmarkSettings(Path directory, List<Integer> sizes, List<Shape> shapes, List<Integer> postgres, int rounds,
		List<DropTool> tools, Duration timeout) {

	static BenchmarkSettings ofSystemProperties() {
		return new BenchmarkSettings(Path.of(System.getProperty("benchmark.directory", "target/benchmark")),
				list("sizes", "100").map(Integer::valueOf).sorted().toList(),
				list("shapes", "").map(Shape::of).toList(), list("postgres", "18").map(Integer::valueOf).toList(),
				Integer.getInteger("benchmark.rounds", 3), Tools.named(list("tools", "all").toList()),
				Duration.ofSeconds(Integer.getInteger("benchmark.timeout", 300)));
	}

	private static Stream<String> list(String name, String fallback) {
		return Arrays.stream(System.getProperty("benchmark." + name, fallback).split(","))
			.map(String::strip)
			.filter((item) -> !item.isEmpty() && !item.equals("none"));
	}

	/** The sizes, smallest first, and then the shapes. */
	List<Workload> workloads() {
		return Stream.concat(this.sizes.stream().map(Workload::ofTables), this.shapes.stream().map(Workload::ofShape))
			.toList();
	}

	int mostTables() {
		return workloads().stream().mapToInt(Workload::tables).max().orElse(0);
	}

	Path binaries(int major) {
		Path jar = this.directory.resolve("binaries").resolve("postgres-" + major + ".jar");
		if (!Files.exists(jar)) {
			throw new IllegalArgumentException("No binaries of PostgreSQL " + major + ": " + jar);
		}
		return jar;
	}

}
