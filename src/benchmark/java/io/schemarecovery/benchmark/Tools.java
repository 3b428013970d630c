package io.schemarecovery.benchmark;

import java.util.List;

/** All the tools there are. */
final class Tools {

	private static final List<DropTool> ALL = List.of(new Ours(), new OursInItsOwnJvm(), new DropSchema(),
			new DropOwned(), new DropEachTable(), new FlywayClean(), new LiquibaseDropAll(), new HibernateDrop());

	private Tools() {
	}

	/** The tools of these names; all of them for {@code all}. */
	static List<DropTool> named(List<String> names) {
		List<String> known = ALL.stream().map(DropTool::name).distinct().toList();
		for (String name : names) {
			if (!known.contains(name) && !name.equals("all")) {
				throw new IllegalArgumentException("No tool '" + name + "', but " + known);
			}
		}
		return ALL.stream().filter((tool) -> names.contains("all") || names.contains(tool.name())).toList();
	}

}
