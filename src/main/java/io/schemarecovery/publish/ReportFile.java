package io.schemarecovery.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The report in a file. A reader finds the one before or the new one, never half of it. A
 * reset is worth more than its report: that it cannot be written is a warning.
 */
public final class ReportFile {

	private static final Log logger = LogFactory.getLog(ReportFile.class);

	private final @Nullable String path;

	/**
	 * A file.
	 * @param path its path, relative to the working directory, or {@code null} or empty
	 * for none
	 */
	public ReportFile(@Nullable String path) {
		this.path = path;
	}

	/**
	 * Write the report. Returns in any case.
	 * @param content what it tells, asked for only if there is a file to write
	 */
	public void write(Supplier<ReportContent> content) {
		if (!StringUtils.hasText(this.path)) {
			return;
		}
		try {
			Path file = Path.of(this.path.strip()).toAbsolutePath();
			write(file, ReportPage.html(content.get()));
			logger.info("The report is in " + file);
		}
		catch (IOException | RuntimeException ex) {
			logger.warn(
					"The report could not be written to %s (schema-recovery.report.file): %s".formatted(this.path, ex));
		}
	}

	private static void write(Path file, String html) throws IOException {
		Path folder = file.getParent();
		if (folder == null) {
			throw new IOException("It is no file");
		}
		Files.createDirectories(folder);
		Path temporary = folder.resolve(".%s.%s.tmp".formatted(file.getFileName(), ProcessHandle.current().pid()));
		try {
			Files.write(temporary, html.getBytes(StandardCharsets.UTF_8));
			move(temporary, file);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	private static void move(Path temporary, Path file) throws IOException {
		try {
			Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
		}
	}

}
