package io.schemarecovery.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;

/** The JVM in which {@link OursMain} runs. It ends when its input does. */
final class OtherJvm implements PreparedDrop {

	private final Process process;

	private final int heap;

	private final BufferedReader output;

	OtherJvm(Process process, int heap) throws IOException {
		this.process = process;
		this.heap = heap;
		this.output = process.inputReader();
		try {
			expect(OursMain.READY);
		}
		catch (IOException | RuntimeException ex) {
			close();
			throw ex;
		}
	}

	@Override
	public String drop() throws IOException {
		Writer input = this.process.outputWriter();
		input.write(OursMain.GO + "\n");
		input.flush();
		return "peak heap after GC %s MB of %d MB".formatted(expect(OursMain.DONE), this.heap);
	}

	private String expect(String word) throws IOException {
		String line = this.output.readLine();
		if (line == null) {
			throw new IllegalStateException("The JVM of %d MB ended".formatted(this.heap));
		}
		if (!line.startsWith(word)) {
			throw new ToolFailure(line);
		}
		return line.substring(word.length()).strip();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
