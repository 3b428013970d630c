package io.schemarecovery.catalog;

import java.util.List;

/** Tables, sequences and views of a {@link RandomSchema}, each with a column "id". */
final class RandomRelations {

	private final RandomSchema schema;

	private int bound;

	RandomRelations(RandomSchema schema) {
		this.schema = schema;
	}

	List<Runnable> kinds() {
		return List.of(this::table, this::table, this::table, this::partitioned, this::partition, this::partition,
				this::typed, this::sequence, this::view, this::view, this::view, this::materializedView, this::like,
				this::mutualViews, this::foreignTable);
	}

	void table() {
		String name = this.schema.qualified();
		String inherits = this.schema.oneIn(5) && this.schema.has("parent")
				? " INHERITS (" + this.schema.any("parent", "none") + ")" : "";
		if (this.schema.make(
				name, "CREATE " + (this.schema.oneIn(8) ? "UNLOGGED " : "") + "TABLE " + name + " (" + key() + columns()
						+ ")" + inherits + method(),
				"table", "parent", "keyed", "plain", "relation", "type", "any type")) {
			references(name);
		}
	}

	private String key() {
		return switch (this.schema.below(5)) {
			case 0 -> "id serial PRIMARY KEY";
			case 1 -> "id int GENERATED ALWAYS AS IDENTITY"
					+ (this.schema.oneIn(3) ? " (SEQUENCE NAME " + this.schema.qualified() + ")" : "") + " PRIMARY KEY";
			case 2 -> "id int PRIMARY KEY DEFAULT nextval(" + RandomSchema.literal(this.schema.any("sequence", "none"))
					+ "::regclass)";
			case 3 -> "id int DEFAULT " + this.schema.number("1") + " PRIMARY KEY";
			default -> "id int PRIMARY KEY";
		};
	}

	private String columns() {
		StringBuilder columns = new StringBuilder();
		for (int i = this.schema.below(4); i > 0; i--) {
			columns.append(", c").append(i).append(' ').append(switch (this.schema.below(6)) {
				case 0 ->
					"int GENERATED ALWAYS AS (" + this.schema.number("id") + ")" + this.schema.oneOf(" STORED", "");
				case 1 -> "int DEFAULT " + this.schema.number("1");
				case 2 -> "int CHECK (" + this.schema.condition("c" + i) + ")";
				case 3 -> "int REFERENCES " + this.schema.any("keyed", "none");
				case 4 -> "text COLLATE " + this.schema.any("collation", "\"C\"") + " UNIQUE";
				default -> this.schema.type();
			});
		}
		if (this.schema.oneIn(4)) {
			columns.append(", CHECK (").append(this.schema.condition("id")).append(')');
		}
		return columns.toString();
	}

	private String method() {
		return this.schema.oneIn(4) && this.schema.has("table method")
				? " USING " + this.schema.any("table method", "heap") : "";
	}

	/** Foreign keys that may close a circle, or refer to the table itself. */
	private void references(String table) {
		if (this.schema.oneIn(3)) {
			String other = this.schema.oneIn(3) ? table : this.schema.any("keyed", table);
			this.schema.attempt("ALTER TABLE " + this.schema.any("keyed", table) + " ADD FOREIGN KEY (id) REFERENCES "
					+ other + (this.schema.oneIn(2) ? " DEFERRABLE INITIALLY DEFERRED" : " ON DELETE CASCADE"));
		}
	}

	private void partitioned() {
		String name = this.schema.qualified();
		boolean keyed = this.schema.oneIn(2);
		String by = keyed || this.schema.oneIn(2) ? "id" : "(" + this.schema.number("id") + ")";
		if (this.schema.make(name, "CREATE TABLE " + name + " (" + (keyed ? key() : "id int") + columns()
				+ ") PARTITION BY LIST (" + by + ")", "table", "partitioned", "relation", "type", "any type")
				&& keyed) {
			this.schema.remember(name, "keyed");
			references(name);
		}
	}

	private void partition() {
		String name = this.schema.qualified();
		String parent = this.schema.any("partitioned", "none");
		String values = this.schema.oneIn(8) ? " DEFAULT" : " FOR VALUES IN (" + this.bound++ + ")";
		switch (this.schema.below(4)) {
			case 0 -> this.schema.make(name,
					"CREATE TABLE " + name + " PARTITION OF " + parent + values + " PARTITION BY LIST (id)", "table",
					"partitioned", "relation");
			case 1 -> {
				if (this.schema.make(name, "CREATE TABLE " + name + " (LIKE " + parent + " INCLUDING ALL)", "table",
						"plain", "relation")) {
					this.schema.attempt("ALTER TABLE " + parent + " ATTACH PARTITION " + name + values);
				}
			}
			default -> this.schema.make(name, "CREATE TABLE " + name + " PARTITION OF " + parent + values + method(),
					"table", "plain", "relation", "type");
		}
	}

	private void typed() {
		String name = this.schema.qualified();
		this.schema.make(name, "CREATE TABLE " + name + " OF " + this.schema.any("composite", "none") + " (a DEFAULT "
				+ this.schema.number("1") + ", PRIMARY KEY (a))", "typed");
	}

	private void like() {
		String name = this.schema.qualified();
		this.schema.make(name,
				"CREATE TABLE " + name + " (LIKE " + this.schema.any("plain", "none") + " INCLUDING ALL)", "table",
				"keyed", "plain", "relation", "type");
	}

	private void sequence() {
		String name = this.schema.qualified();
		if (this.schema.make(name, "CREATE SEQUENCE " + name, "sequence") && this.schema.oneIn(4)) {
			this.schema.attempt("ALTER SEQUENCE " + name + " OWNED BY " + this.schema.any("plain", "none") + ".id");
		}
	}

	private void view() {
		String name = this.schema.qualified();
		this.schema.make(name, "CREATE VIEW " + name + " AS " + select(), "relation", "view", "type");
	}

	private void materializedView() {
		String name = this.schema.qualified();
		this.schema.make(name, "CREATE MATERIALIZED VIEW " + name + method() + " AS " + select() + " WITH NO DATA",
				"relation", "materialized", "type");
	}

	private String select() {
		String from = this.schema.any("relation", "(SELECT 1 AS id)");
		return switch (this.schema.below(6)) {
			case 0 -> "SELECT t.id, t AS whole FROM " + from + " t";
			case 1 -> "SELECT * FROM " + from;
			case 2 -> "SELECT t.id, " + this.schema.any("int aggregate", "max") + "(u.id) AS m FROM " + from + " t, "
					+ this.schema.any("relation", from) + " u WHERE " + this.schema.condition("u.id")
					+ " GROUP BY t.id";
			case 3 -> "SELECT " + this.schema.any("no argument", "pg_backend_pid") + "() AS id, NULL::"
					+ this.schema.type() + " AS n";
			case 4 -> "WITH RECURSIVE r AS (SELECT 1 AS id UNION SELECT t.id FROM r JOIN " + from
					+ " t USING (id)) SELECT id FROM r";
			default -> "SELECT t.id, " + this.schema.query("t.id") + " AS e FROM " + from + " t WHERE "
					+ this.schema.condition("t.id") + " ORDER BY t.id";
		};
	}

	private void mutualViews() {
		String one = this.schema.qualified();
		String two = this.schema.qualified();
		if (this.schema.make(one, "CREATE VIEW " + one + " AS SELECT 1 AS id", "view", "type")
				&& this.schema.make(two, "CREATE VIEW " + two + " AS SELECT id FROM " + one, "view", "type")) {
			this.schema.attempt("CREATE OR REPLACE VIEW " + one + " AS SELECT id FROM " + two);
		}
	}

	private void foreignTable() {
		String name = this.schema.qualified();
		String options = " SERVER " + this.schema.any("server", "none");
		if (this.schema.oneIn(3)) {
			this.schema.make(name, "CREATE FOREIGN TABLE " + name + " PARTITION OF "
					+ this.schema.any("partitioned", "none") + " FOR VALUES IN (" + this.bound++ + ")" + options,
					"relation");
		}
		else {
			this.schema.make(name, "CREATE FOREIGN TABLE " + name + " (id int, t " + this.schema.type() + ", CHECK ("
					+ this.schema.condition("id") + "))" + options, "relation", "type", "parent");
		}
	}

}
