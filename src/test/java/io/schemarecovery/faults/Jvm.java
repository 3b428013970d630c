package io.schemarecovery.faults;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * How the processes are started, so that many can be: by the class path of the tests,
 * with the classes of the first one archived for the others.
 *
 * @param classPath of jars, for there is no archive of directories
 * @param archive of the loaded classes
 */
record Jvm(String classPath, Path archive) {

	static Jvm in(Path directory) throws IOException {
		StringBuilder classPath = new StringBuilder();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(entry);
			if (Files.isDirectory(path)) {
				Path jar = Files.createTempFile(directory, "classes", ".jar");
				pack(path, jar);
				path = jar;
			}
			classPath.append(classPath.isEmpty() ? "" : File.pathSeparator).append(path);
		}
		return new Jvm(classPath.toString(), directory.resolve("classes.jsa"));
	}

	List<String> command(Class<?> main) {
		String share = Files.exists(this.archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=";
		return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
				"-XX:+UseSerialGC", "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-Xmx256m",
				share + this.archive, "-cp", this.classPath, main.getName());
	}

	private static void pack(Path directory, Path jar) throws IOException {
		List<Path> files;
		try (Stream<Path> all = Files.walk(directory)) {
			files = all.filter((file) -> !file.equals(directory)).sorted().collect(Collectors.toList());
		}
		try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
			for (Path file : files) {
				String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
				// with the folders, which the class path is searched by
				zip.putNextEntry(new ZipEntry(Files.isDirectory(file) ? name + "/" : name));
				if (Files.isRegularFile(file)) {
					Files.copy(file, zip);
				}
				zip.closeEntry();
			}
		}
	}

}
