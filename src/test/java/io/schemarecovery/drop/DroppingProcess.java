package io.schemarecovery.drop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.schemarecovery.testing.TestDatabase;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A JVM of its own that drops, to be killed at any moment. */
final class DroppingProcess implements AutoCloseable {

	private final Process process;

	private DroppingProcess(Process process) {
		this.process = process;
	}

	static DroppingProcess start(TestDatabase database, String setting) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return new DroppingProcess(
				new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
						DroppingProcess.class.getName(), database.url(), database.owner(), TestDatabase.PASSWORD,
						setting)
					.redirectErrorStream(true)
					.redirectOutput(ProcessBuilder.Redirect.DISCARD)
					.start());
	}

	boolean ended() {
		return !this.process.isAlive();
	}

	/** Ends the JVM like SIGKILL does: nothing of it is asked to clean up. */
	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

	public static void main(String[] args) {
		DropContract.stage(args[3]).drop(new DriverManagerDataSource(args[0], args[1], args[2]), List.of("public"));
	}

}
