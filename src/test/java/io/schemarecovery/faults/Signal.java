package io.schemarecovery.faults;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Signals that Java does not send. */
enum Signal {

	/** Of a server: stop at once. */
	QUIT,

	/** Freeze. */
	STOP,

	/** Thaw. */
	CONT;

	void to(long process) throws IOException {
		new ProcessBuilder("kill", "-" + name(), String.valueOf(process)).inheritIO()
			.start()
			.onExit()
			.orTimeout(10, TimeUnit.SECONDS)
			.join();
	}

}
