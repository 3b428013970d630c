package io.schemarecovery.benchmark;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.schemarecovery.rewrite.CascadeRewriter;
import io.schemarecovery.rewrite.DropClause;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What it costs to look for a DROP, on one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RewriteBenchmark {

	private static final int LENGTH = 10_000_000;

	private final String script = MixedScript.ofLength(LENGTH);

	private final String insert = "INSERT INTO customer (id, name, email, created_at) VALUES "
			+ "(4711, 'Smith & Sons', 'office@example.org', '2024-05-17 12:00:00+00'), "
			+ "(4712, 'O''Neill', 'someone@example.org', now())";

	/** Nothing: what it costs to hand a text over. */
	@Benchmark
	public String baseline() {
		return this.insert;
	}

	/** A statement of 178 characters without {@code drop}. */
	@Benchmark
	public String statementWithoutDrop() {
		return rewrite(this.insert);
	}

	/** A script of 10 MB. */
	@Benchmark
	public String script() {
		return rewrite(this.script);
	}

	private static String rewrite(String sql) {
		List<DropClause> clauses = CascadeRewriter.find(sql);
		return CascadeRewriter.rewrite(sql, clauses);
	}

	/**
	 * Run it, and print megabytes a second.
	 * @param arguments regular expressions of names of benchmarks; all if none
	 * @throws RunnerException if it cannot run
	 */
	public static void main(String[] arguments) throws RunnerException {
		OptionsBuilder options = new OptionsBuilder();
		List.of(arguments).forEach(options::include);
		int length = MixedScript.ofLength(LENGTH).length();
		for (RunResult result : new Runner(options.build()).run()) {
			if (result.getPrimaryResult().getLabel().equals("script")) {
				System.out.printf("%n%.0f MB/s%n", length * 1e3 / result.getPrimaryResult().getScore());
			}
		}
	}

}
