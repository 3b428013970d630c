package io.schemarecovery.catalog;

import java.util.List;

/** Types of a {@link RandomSchema}. */
final class RandomTypes {

	private final RandomSchema schema;

	RandomTypes(RandomSchema schema) {
		this.schema = schema;
	}

	List<Runnable> kinds() {
		return List.of(this::enumeration, this::composite, this::domain, this::domain, this::range, this::base);
	}

	private void enumeration() {
		String name = this.schema.qualified();
		this.schema.make(name, "CREATE TYPE " + name + " AS ENUM ('a', 'b')", "type", "enum", "ordered", "any type");
	}

	private void composite() {
		String name = this.schema.qualified();
		boolean plain = this.schema.oneIn(2);
		String more = plain ? ""
				: ", b " + this.schema.type() + ", c text COLLATE " + this.schema.any("collation", "\"C\"");
		if (this.schema.make(name, "CREATE TYPE " + name + " AS (a int" + more + ")", "type", "any type")) {
			this.schema.remember(name, plain ? "composite" : "wide composite");
		}
	}

	private void domain() {
		String name = this.schema.qualified();
		boolean number = this.schema.oneIn(2);
		String base = number ? this.schema.any("int domain", "int") : this.schema.type();
		String check = number && this.schema.oneIn(2) ? " CHECK (" + this.schema.condition("VALUE") + ")" : "";
		String fallback = number && this.schema.oneIn(3) ? " DEFAULT " + this.schema.query("1") : "";
		if (this.schema.make(name, "CREATE DOMAIN " + name + " AS " + base + fallback + check, "type", "any type")
				&& number) {
			this.schema.remember(name, "int domain", "ordered");
		}
	}

	private void range() {
		String name = this.schema.qualified();
		String diff = this.schema.any("int difference", "");
		String subtype = diff.isEmpty() ? this.schema.any("ordered", "int")
				: this.schema.oneIn(2) ? "int" : this.schema.any("ordered", "int");
		String options = "subtype = " + subtype;
		if (subtype.equals("int") && !diff.isEmpty()) {
			options += ", subtype_diff = " + diff;
		}
		if (subtype.equals("int") && this.schema.has("operator class")) {
			options += ", subtype_opclass = " + this.schema.any("operator class", "int4_ops");
		}
		if (this.schema.oneIn(2)) {
			options += ", multirange_type_name = " + this.schema.qualified();
		}
		if (this.schema.make(name, "CREATE TYPE " + name + " AS RANGE (" + options + ")", "type", "any type")
				&& subtype.equals("int")) {
			this.schema.remember(name, "range");
		}
	}

	/** A type and its functions, which depend on each other. */
	private void base() {
		String name = this.schema.qualified();
		String in = this.schema.qualified();
		String out = this.schema.qualified();
		if (this.schema.make(name, "CREATE TYPE " + name, "shell")
				&& this.schema.attempt("CREATE FUNCTION " + in + "(cstring) RETURNS " + name
						+ " LANGUAGE internal IMMUTABLE STRICT AS 'int4in'")
				&& this.schema.attempt("CREATE FUNCTION " + out + "(" + name
						+ ") RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out'")
				&& !this.schema.oneIn(4)) {
			this.schema.make(name, "CREATE TYPE " + name + " (INPUT = " + in + ", OUTPUT = " + out + ", LIKE = "
					+ this.schema.any("base", "int4") + ")", "type", "base", "any type");
		}
	}

}
