package io.schemarecovery.catalog;

import java.util.List;

/** What hangs on the relations of a {@link RandomSchema}, and what alters them. */
final class RandomParts {

	private final RandomSchema schema;

	RandomParts(RandomSchema schema) {
		this.schema = schema;
	}

	List<Runnable> kinds() {
		return List.of(this::index, this::index, this::statistics, this::rule, this::trigger, this::triggerOfPartitions,
				this::policy, this::foreignKey, this::column, this::constraint, this::attach, this::dropColumn,
				this::move, this::indexOfAView);
	}

	private String table() {
		return this.schema.any("table", "none");
	}

	private void index() {
		String operators = this.schema.oneIn(4) ? " " + this.schema.any("operator class", "") : "";
		this.schema.attempt("CREATE INDEX " + this.schema.name() + " ON " + table() + " USING btree (("
				+ this.schema.number("id") + ")" + operators + ")"
				+ (this.schema.oneIn(2) ? " WHERE " + this.schema.condition("id") : ""));
	}

	private void indexOfAView() {
		this.schema.attempt("CREATE UNIQUE INDEX " + this.schema.name() + " ON "
				+ this.schema.any("materialized", "none") + " (id)");
	}

	private void statistics() {
		this.schema.attempt("CREATE STATISTICS " + this.schema.qualified() + " ON (" + this.schema.number("id")
				+ "), id FROM " + table());
	}

	private void rule() {
		String on = this.schema.any(this.schema.oneIn(2) ? "table" : "view", "none");
		this.schema.attempt("CREATE RULE " + this.schema.name() + " AS ON "
				+ this.schema.oneOf("INSERT", "UPDATE", "DELETE") + " TO " + on + " DO ALSO INSERT INTO " + table()
				+ " (id) VALUES (" + this.schema.query("1") + ")");
	}

	private void trigger() {
		String function = this.schema.any("trigger function", "none");
		this.schema.attempt(switch (this.schema.below(3)) {
			case 0 -> "CREATE CONSTRAINT TRIGGER " + this.schema.name() + " AFTER INSERT ON " + table() + " FROM "
					+ table() + " DEFERRABLE FOR EACH ROW EXECUTE FUNCTION " + function + "()";
			case 1 ->
				"CREATE TRIGGER " + this.schema.name() + " AFTER UPDATE OF id ON " + table() + " FOR EACH ROW WHEN ("
						+ this.schema.condition("NEW.id") + ") EXECUTE FUNCTION " + function + "()";
			default -> "CREATE TRIGGER " + this.schema.name() + " INSTEAD OF DELETE ON "
					+ this.schema.any("view", "none") + " FOR EACH ROW EXECUTE FUNCTION " + function + "()";
		});
	}

	private void triggerOfPartitions() {
		this.schema.attempt(
				"CREATE TRIGGER " + this.schema.name() + " BEFORE INSERT ON " + this.schema.any("partitioned", "none")
						+ " FOR EACH ROW EXECUTE FUNCTION " + this.schema.any("trigger function", "none") + "()");
	}

	private void policy() {
		this.schema.attempt("CREATE POLICY " + this.schema.name() + " ON " + table() + " USING (id = "
				+ this.schema.query("id") + ")");
	}

	private void foreignKey() {
		this.schema.attempt("ALTER TABLE " + table() + " ADD CONSTRAINT " + this.schema.name()
				+ " FOREIGN KEY (id) REFERENCES " + this.schema.any("keyed", "none"));
	}

	private void column() {
		String name = this.schema.name();
		this.schema
			.attempt("ALTER TABLE " + this.schema.any("relation", "none") + " ADD " + name + " " + this.schema.type());
		if (this.schema.oneIn(2)) {
			String relation = this.schema.any(this.schema.oneOf("table", "view"), "none");
			this.schema.attempt("ALTER TABLE " + relation + " ALTER id SET DEFAULT " + this.schema.number("1"));
		}
	}

	private void constraint() {
		this.schema.attempt("ALTER TABLE " + table() + " ADD CONSTRAINT " + this.schema.name() + " "
				+ switch (this.schema.below(3)) {
					case 0 ->
						"CHECK (" + this.schema.condition("id") + ")" + (this.schema.oneIn(2) ? " NO INHERIT" : "");
					case 1 -> "UNIQUE (id)";
					default -> "EXCLUDE USING btree ((" + this.schema.number("id") + ") WITH =)";
				});
	}

	private void attach() {
		this.schema.attempt(switch (this.schema.below(3)) {
			case 0 -> "ALTER TABLE " + this.schema.any("partitioned", "none") + " DETACH PARTITION "
					+ this.schema.any("plain", "none");
			case 1 ->
				"ALTER TABLE " + this.schema.any("plain", "none") + " INHERIT " + this.schema.any("parent", "none");
			default ->
				"ALTER TABLE " + this.schema.any("plain", "none") + " NO INHERIT " + this.schema.any("parent", "none");
		});
	}

	private void dropColumn() {
		this.schema.attempt("ALTER TABLE " + table() + " DROP COLUMN " + this.schema.oneOf("c1", "c2"));
	}

	/**
	 * What goes to another schema keeps the name under which it is remembered: it is not
	 * picked again.
	 */
	private void move() {
		if (this.schema.oneIn(2)) {
			this.schema.attempt(this.schema.oneOf("ALTER TABLE ", "ALTER VIEW ", "ALTER SEQUENCE ")
					+ this.schema.any(this.schema.oneOf("table", "view", "sequence"), "none") + " SET SCHEMA "
					+ this.schema.quotedSchema());
		}
	}

}
