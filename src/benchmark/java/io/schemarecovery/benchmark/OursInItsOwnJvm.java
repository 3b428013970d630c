package io.schemarecovery.benchmark;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

import javax.sql.DataSource;

/**
 * The drop of this library in a JVM of its own, whose small heap shows that it needs no
 * large one. The JVM is there and its pool open before the clock starts.
 */
final class OursInItsOwnJvm implements DropTool {

	private static final int HEAP = 128;

	@Override
	public String name() {
		return "ours";
	}

	@Override
	public boolean suits(Workload workload) {
		return workload.isHuge();
	}

	@Override
	public PreparedDrop prepare(Target target, DataSource pool) throws IOException {
		Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx" + HEAP + "m", "-XX:+ExitOnOutOfMemoryError",
				"-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"), "-classpath",
				System.getProperty("java.class.path"), OursMain.class.getName(), target.url(),
				String.join(",", target.schemas())))
			.redirectError(Redirect.INHERIT)
			.start();
		return new OtherJvm(process, HEAP);
	}

}
