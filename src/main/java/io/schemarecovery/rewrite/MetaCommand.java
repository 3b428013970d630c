package io.schemarecovery.rewrite;

import java.util.regex.Pattern;

/** A psql meta command, with its arguments. */
record MetaCommand(String line) {

	private static final Pattern COPY_FROM_STDIN = Pattern.compile("\\\\copy\\s.*\\sfrom\\s+stdin\\b.*",
			Pattern.CASE_INSENSITIVE);

	/** Whether the lines after it are data. */
	boolean readsCopyData() {
		return COPY_FROM_STDIN.matcher(this.line).matches();
	}

}
