package io.schemarecovery.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import org.springframework.core.io.ClassPathResource;

/** What the page is made of. */
enum PageResource {

	PAGE("page.html"),

	/** What stands around the drawing. */
	GRAPH("graph.html"),

	STYLE("report.css"),

	/** Where each table stands. */
	LAYOUT("layout.js"),

	/** What is drawn and how it looks. */
	DRAWING("drawing.js"),

	/** What the reader does with it. */
	SCRIPT("report.js"),

	/** Draws. */
	CYTOSCAPE("cytoscape/cytoscape.min.js"), CYTOSCAPE_LICENSE("cytoscape/LICENSE"),

	/** Finds places. */
	DAGRE("dagre/dagre.min.js"), DAGRE_LICENSE("dagre/LICENSE");

	private static final String FOLDER = "META-INF/schema-recovery/report/";

	private final String path;

	PageResource(String path) {
		this.path = path;
	}

	/** Its text, without a reference to a source map, which a browser would ask for. */
	String read() {
		try {
			return new ClassPathResource(FOLDER + this.path, PageResource.class.getClassLoader())
				.getContentAsString(StandardCharsets.UTF_8)
				.replace("\r\n", "\n")
				.replaceAll("(?m)^//# sourceMappingURL=.*\\n?", "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What allows a text to stand in the page, for its policy.
	 * @param text content of a script or style element
	 */
	static String hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
