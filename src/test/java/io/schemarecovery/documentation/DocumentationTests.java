package io.schemarecovery.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What the documents point at is there, and what they tell to type is tried. */
class DocumentationTests {

	private static final Path README = Path.of("README.md");

	private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

	private static final Pattern FENCED = Pattern.compile("(?ms)^```(.*?)^```");

	private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern COMMAND = Pattern.compile("^([A-Z_]+=\\S+ )*(\\./mvnw|bash) [^<]*$");

	private static final Pattern PROPERTY = Pattern.compile("(?<![\\w/.-])schema-recovery(\\.[a-z][a-z-]*)+");

	static Stream<Path> documents() throws IOException {
		try (Stream<Path> docs = Files.list(Path.of("docs"))) {
			return Stream
				.concat(Stream.of(README, Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md")),
						docs.filter((file) -> file.toString().endsWith(".md")).sorted())
				.toList()
				.stream();
		}
	}

	@ParameterizedTest
	@MethodSource("documents")
	void everyRelativeLinkLeadsSomewhere(Path document) throws IOException {
		for (String link : found(LINK, FENCED.matcher(Files.readString(document)).replaceAll(""))) {
			if (link.matches("[a-z]+:.*")) {
				continue;
			}
			String[] parts = link.split("#", 2);
			Path target = parts[0].isEmpty() ? document
					: document.toAbsolutePath().getParent().resolve(parts[0]).normalize();
			assertThat(target).as("%s in %s", link, document).exists();
			if (parts.length == 2) {
				assertThat(anchors(target)).as("%s in %s", link, document).contains(parts[1]);
			}
		}
	}

	@Test
	void readmeLeadsToEveryDocument() throws IOException {
		assertThat(found(LINK, Files.readString(README)))
			.containsAll(documents().map(Path::toString).filter((name) -> name.startsWith("docs")).toList());
	}

	@Test
	void everyCommandOfTheReadmeIsRunByTheStoryOrByATest() throws IOException {
		String readme = Files.readString(README);
		List<String> commands = Stream
			.concat(found(FENCED, readme).stream().flatMap(String::lines),
					found(INLINE, FENCED.matcher(readme).replaceAll("")).stream())
			.map((line) -> line.replaceFirst("\\s+#.*", "").strip())
			.filter(COMMAND.asMatchPredicate())
			.toList();
		String run = tried().replace("./mvnw -B -ntp ", "./mvnw ");
		assertThat(commands).hasSizeGreaterThan(5)
			.allSatisfy((command) -> assertThat(run)
				.containsPattern("(?m)(^|[\\s\"])" + Pattern.quote(command) + "($|[\\s\"])"));
	}

	@ParameterizedTest
	@MethodSource("documents")
	void everyPropertyThatIsNamedIsOne(Path document) throws IOException {
		Set<String> known = properties();
		String text = Files.readString(document);
		assertThat(PROPERTY.matcher(text).results().map(MatchResult::group))
			.allSatisfy((name) -> assertThat(known).as("%s in %s", name, document)
				.anyMatch((property) -> property.equals(name) || property.startsWith(name + ".")));
	}

	/** As GitHub makes them. */
	private static List<String> anchors(Path document) throws IOException {
		return Files.readAllLines(document)
			.stream()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("^#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'))
			.toList();
	}

	private static List<String> found(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((match) -> match.group(1)).toList();
	}

	private static String tried() throws IOException {
		List<Path> files = new ArrayList<>(
				List.of(Path.of(".ci/story"), Path.of(".ci/run"), Path.of(".ci/image-smoke")));
		try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
			tests.filter((file) -> file.toString().endsWith("Tests.java")).forEach(files::add);
		}
		StringBuilder text = new StringBuilder();
		for (Path file : files) {
			text.append(Files.readString(file)).append('\n');
		}
		return text.toString();
	}

	private static Set<String> properties() throws IOException {
		return StreamSupport
			.stream(JsonMapper.shared().readTree(Files.readString(METADATA)).get("properties").spliterator(), false)
			.map((property) -> property.get("name").asString())
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
