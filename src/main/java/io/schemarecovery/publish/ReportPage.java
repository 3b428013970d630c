package io.schemarecovery.publish;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.schemarecovery.report.RunSummary;

/**
 * A run and the schema as it stands, as one HTML page that needs nothing but itself: what
 * draws the graph stands in it, and its policy forbids every request. Without scripts it
 * says the same in words and tables.
 */
public final class ReportPage {

	private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

	/** What Cytoscape.js would add by itself, and the policy would refuse. */
	private static final String CYTOSCAPE_STYLE = ".__________cytoscape_container { position: relative; }";

	private static final int LONGEST = 20_000;

	private ReportPage() {
	}

	/**
	 * Make the page.
	 * @param content what it tells
	 * @return the HTML, to be encoded as UTF-8
	 */
	public static String html(ReportContent content) {
		String style = PageResource.STYLE.read();
		String libraries = PageResource.CYTOSCAPE.read() + "\n" + PageResource.DAGRE.read();
		String script = PageResource.LAYOUT.read() + PageResource.DRAWING.read() + PageResource.SCRIPT.read();
		Map<String, String> parts = new LinkedHashMap<>();
		parts.put("title", Html.text(HeadSection.title(content)));
		parts.put("policy",
				"default-src 'none'; connect-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src %s %s; script-src %s %s"
					.formatted(PageResource.hash(style), PageResource.hash(CYTOSCAPE_STYLE),
							PageResource.hash(libraries), PageResource.hash(script)));
		parts.put("style", style);
		parts.put("cytoscapeStyle", CYTOSCAPE_STYLE);
		parts.put("head", HeadSection.of(content));
		parts.put("run", run(content));
		parts.put("graph", GraphSection.of(content.graph()));
		parts.put("cytoscapeLicense", Html.text(PageResource.CYTOSCAPE_LICENSE.read()));
		parts.put("dagreLicense", Html.text(PageResource.DAGRE_LICENSE.read()));
		parts.put("libraries", libraries);
		parts.put("script", script);
		return PLACE.matcher(PageResource.PAGE.read())
			.replaceAll((place) -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), "")));
	}

	private static String run(ReportContent content) {
		RunSummary run = content.run();
		if (run == null) {
			return "";
		}
		String error = (run.error() == null) ? "" : """
				<section aria-labelledby="error" class="error">
				<h2 id="error">Why it failed</h2>
				<pre tabindex="0">%s</pre>
				</section>
				""".formatted(Html.text(run.error().strip(), LONGEST));
		return error + StageSection.of(run) + LossSection.of(run, content.archives());
	}

}
