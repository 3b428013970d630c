package io.schemarecovery.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.schemarecovery.report.Cascade;
import io.schemarecovery.report.Effects;

import org.springframework.boot.json.JsonWriter;

/** What a stage took and left, as the ledger keeps it. */
final class EffectsJson {

	/** So many items of a list are kept: a ledger is no copy of the catalog. */
	private static final int KEPT = 200;

	private static final JsonWriter<Object> WRITER = JsonWriter.standard();

	private EffectsJson() {
	}

	static String print(Effects effects) {
		Map<String, Object> members = new LinkedHashMap<>();
		put(members, "casualties", effects.casualties());
		put(members, "kept", effects.kept());
		put(members, "cascades", effects.cascades().stream().limit(KEPT).map(EffectsJson::members).toList());
		return WRITER.writeToString(members);
	}

	private static Map<String, Object> members(Cascade cascade) {
		return Map.of("migration", cascade.migration(), "line", cascade.line(), "statement", cascade.statement(),
				"taken", head(cascade.taken()));
	}

	private static void put(Map<String, Object> members, String name, List<?> items) {
		if (!items.isEmpty()) {
			members.put(name, head(items));
		}
	}

	private static List<?> head(List<?> items) {
		if (items.size() <= KEPT + 1) {
			return items;
		}
		List<Object> head = new ArrayList<>(items.subList(0, KEPT));
		head.add("and %,d more".formatted(items.size() - KEPT));
		return head;
	}

}
