package io.schemarecovery.publish;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.schemarecovery.report.Cascade;
import io.schemarecovery.report.RunSummary;

/** What went, what stayed, and what each CASCADE of the migrations took. */
final class LossSection {

	private static final int ITEMS = 500;

	private static final int CASCADES = 200;

	/** As many names of what they took, all of them together. */
	private static final int TAKEN = 4_000;

	private static final int LONGEST_NAME = 400;

	private static final int LONGEST_STATEMENT = 2_000;

	/** More of what a single CASCADE took is folded. */
	private static final int UNFOLDED = 12;

	private LossSection() {
	}

	static String of(RunSummary run, List<String> archives) {
		return """
				<section class="columns">
				<div>
				<h2 id="went">%s</h2>
				%s%s</div>
				<div>
				<h2 id="stayed">What stayed</h2>
				%s</div>
				</section>
				%s""".formatted((run.undoes() != null) ? "What was moved" : "What went", went(run.objects()),
				casualties(run.casualties()), stayed(run.kept(), archives), cascades(run.cascades()));
	}

	private static String went(Map<String, Long> objects) {
		long total = objects.values().stream().mapToLong(Long::longValue).sum();
		if (total == 0) {
			return "<p>Nothing.</p>\n";
		}
		double most = objects.values().stream().mapToLong(Long::longValue).max().orElse(1);
		return """
				<table class="kinds" aria-labelledby="went">
				<thead><tr><th scope="col">Kind</th><th scope="col" class="number">Number</th>\
				<th class="bar" aria-hidden="true"></th></tr></thead>
				<tbody>
				%s
				</tbody>
				<tfoot><tr><th scope="row">all</th><td class="number">%s</td><td class="bar"></td></tr></tfoot>
				</table>
				""".formatted(objects.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.limit(ITEMS)
			.map((kind) -> """
					<tr><th scope="row">%s</th><td class="number">%s</td><td class="bar">\
					<svg aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 10">\
					<rect class="span" width="%s" height="10"/></svg></td></tr>""".formatted(Html.text(kind.getKey()),
					Counts.of(kind.getValue()), Math.round(Math.max(1, 100 * kind.getValue() / most))))
			.collect(Collectors.joining("\n")), Counts.of(total));
	}

	private static String casualties(List<String> casualties) {
		if (casualties.isEmpty()) {
			return "<p>Nothing outside of the schemas went with it.</p>\n";
		}
		return "<h3 class=\"lost\">Lost outside of the schemas: %s</h3>\n%s\n".formatted(Counts.of(casualties.size()),
				names(casualties, ITEMS));
	}

	private static String stayed(List<String> kept, List<String> archives) {
		return "<p>The schemas themselves with their owners, grants and comments; extensions and what belongs to them.</p>\n"
				+ ((kept.isEmpty()) ? ""
						: "<h3>Kept by <code>schema-recovery.drop.keep</code></h3>\n" + names(kept, ITEMS))
				+ (archives.isEmpty() ? "<p>There is no archive.</p>\n"
						: "<h3>Archives</h3>\n" + names(archives, ITEMS));
	}

	private static String cascades(List<Cascade> cascades) {
		if (cascades.isEmpty()) {
			return "";
		}
		return """
				<section aria-labelledby="cascades">
				<h2 id="cascades">What <code>CASCADE</code> took in the migrations</h2>
				<ol class="cascades">
				%s
				</ol>%s
				</section>
				""".formatted(
				cascades.stream()
					.limit(CASCADES)
					.map((cascade) -> cascade(cascade, TAKEN / Math.min(CASCADES, cascades.size())))
					.collect(Collectors.joining("\n")),
				(cascades.size() > CASCADES) ? "\n<p>And %s more.</p>".formatted(Counts.of(cascades.size() - CASCADES))
						: "");
	}

	private static String cascade(Cascade cascade, int names) {
		String taken = names(cascade.taken(), names);
		return "<li><h3>%s</h3>\n<pre tabindex=\"0\"><code>%s</code></pre>\n%s</li>".formatted(
				Html.text(cascade.place(), LONGEST_NAME), Html.text(cascade.statement().strip(), LONGEST_STATEMENT),
				(cascade.taken().size() > UNFOLDED) ? "<details><summary>took %s</summary>%s</details>"
					.formatted(Counts.of(cascade.taken().size(), "object"), taken) : "<p>took</p>\n" + taken);
	}

	private static String names(List<String> names, int limit) {
		return Html.list(names.stream().map((name) -> Html.text(name, LONGEST_NAME)).toList(), limit);
	}

}
