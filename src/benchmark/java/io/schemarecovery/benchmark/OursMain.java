package io.schemarecovery.benchmark;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;

/** The main class of {@link OtherJvm}: gets ready, waits for the word, drops, tells. */
final class OursMain {

	static final String READY = "ready";

	static final String GO = "go";

	static final String DONE = "done";

	private OursMain() {
	}

	public static void main(String[] args) throws Exception {
		HeapPeak heap = HeapPeak.watch();
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
		try (HikariDataSource pool = Target.pool(args[0], Server.OWNER, Server.PASSWORD)) {
			System.out.println(READY);
			if (GO.equals(input.readLine())) {
				endWith(input);
				Ours.drop(pool, List.of(args[1].split(",")));
				System.out.println(DONE + " " + heap.megabytes());
			}
		}
		catch (RuntimeException ex) {
			System.out.println(ToolFailure.describe(ex));
		}
		System.exit(0);
	}

	/** Whoever started this is gone when the input ends. */
	private static void endWith(BufferedReader input) {
		Thread watch = new Thread(() -> {
			try {
				if (input.readLine() == null) {
					Runtime.getRuntime().halt(1);
				}
			}
			catch (java.io.IOException ex) {
				Runtime.getRuntime().halt(1);
			}
		}, "watch");
		watch.setDaemon(true);
		watch.start();
	}

}
