package io.schemarecovery.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.graph.ForeignKeyGraph;
import io.schemarecovery.graph.OnDelete;
import io.schemarecovery.graph.Reference;
import io.schemarecovery.graph.Table;

import org.springframework.core.io.ClassPathResource;

/** Schemas to draw: the same at every run. */
final class Schemas {

	private final Map<String, Table> tables = new LinkedHashMap<>();

	private final List<Reference> references = new ArrayList<>();

	private Schemas() {
	}

	/** The storefront, with one cycle, a tree, and a table of another schema. */
	static ForeignKeyGraph storefront() {
		Schemas schemas = new Schemas();
		schemas
			.add("user > cart~ | cart > user | cart_item > cart, product | product > category | category > category~");
		schemas.add("orders > user | order_line > orders, product | stock > product, depot | outbox | setting");
		schemas.tables.put("depot", new Table(new QualifiedName("logistics", "depot"), true, false, 12L));
		schemas.tables.put("orders", new Table(new QualifiedName("public", "orders"), false, true, 48_211L));
		List<Reference> references = schemas.references.stream()
			.map((key) -> key.to().name().equals("depot")
					? new Reference(key.name(), key.from(), new QualifiedName("logistics", "depot"), key.columns(),
							key.referencedColumns(), OnDelete.RESTRICT, false, false)
					: key)
			.toList();
		return new ForeignKeyGraph(List.copyOf(schemas.tables.values()), references);
	}

	/** Of a trading company, 300 tables. */
	static ForeignKeyGraph erp() {
		Schemas schemas = new Schemas();
		read("publish/erp.txt").lines()
			.filter((line) -> line.startsWith("["))
			.forEach((line) -> schemas.add(line.substring(line.indexOf(']') + 1)));
		for (String parent : List.copyOf(schemas.tables.keySet())) {
			if (schemas.tables.size() < 300 && parent.length() % 3 != 1) {
				schemas.add(parent + "_history > " + parent);
			}
		}
		return schemas.graph();
	}

	/**
	 * Tables by the thousand, of which one in ten references nothing, with cycles far
	 * apart.
	 */
	static ForeignKeyGraph huge(int size) {
		Schemas schemas = new Schemas();
		IntStream.range(0, size).forEach((i) -> {
			schemas.add((i % 10 == 0) ? "t" + i : "t%d > t%d, t%d".formatted(i, i / 7 * 3 % Math.max(1, i), i - 1));
			if (i % 2_500 == 3) {
				schemas.add("t%d > t%d".formatted(i - 1, i));
			}
		});
		return schemas.graph();
	}

	/** One cycle of almost all tables, with keys across. */
	static ForeignKeyGraph tangle() {
		Schemas schemas = new Schemas();
		Random random = new Random(1);
		IntStream.range(0, 1_400)
			.forEach((i) -> schemas.add("t%d > t%d".formatted(random.nextInt(400), random.nextInt(400))));
		return schemas.graph();
	}

	/** Two tables of these names that reference each other by keys of these names. */
	static ForeignKeyGraph named(String schema, String name) {
		QualifiedName first = new QualifiedName(schema, name);
		QualifiedName second = new QualifiedName(schema, name + "2");
		return new ForeignKeyGraph(List.of(new Table(first, false, false, null), new Table(second, false, false, 1L)),
				List.of(new Reference(name, first, second, List.of(name), List.of(name), OnDelete.CASCADE, false, true),
						new Reference(name, second, first, List.of(name), List.of(name), OnDelete.SET_NULL, true,
								false)));
	}

	private ForeignKeyGraph graph() {
		return new ForeignKeyGraph(List.copyOf(this.tables.values()), this.references);
	}

	private void add(String definitions) {
		for (String definition : definitions.split("\\|")) {
			String[] parts = definition.split(">");
			String name = parts[0].strip();
			table(name);
			if (parts.length > 1) {
				Arrays.stream(parts[1].split(",")).map(String::strip).forEach((parent) -> reference(name, parent));
			}
		}
	}

	private void reference(String name, String parent) {
		boolean nullable = parent.endsWith("~");
		Table to = table(parent.replace("~", ""));
		String column = to.name().name() + "_id";
		this.references.add(new Reference(name + "_" + column + "_fkey" + this.references.size(), table(name).name(),
				to.name(), List.of(column), List.of("id"), nullable ? OnDelete.SET_NULL : OnDelete.NO_ACTION, false,
				nullable));
	}

	private Table table(String name) {
		return this.tables.computeIfAbsent(name, (key) -> new Table(new QualifiedName("public", key), false, false,
				1L + Math.abs((long) key.hashCode()) % 90_000));
	}

	private static String read(String path) {
		try {
			return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
