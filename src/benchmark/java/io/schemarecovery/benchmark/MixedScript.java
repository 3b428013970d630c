package io.schemarecovery.benchmark;

import java.util.List;
import java.util.Random;

/**
 * A script as migrations and dumps have them: tables, rows, functions, comments, data of
 * COPY, and now and then a DROP. The same at every run.
 */
final class MixedScript {

	private static final List<String> WORDS = List.of("customer", "order_item", "price", "created_at", "status",
			"warehouse", "shipment", "invoice", "name", "description", "quantity", "user_id", "drop_off", "updated_by");

	private final Random random = new Random(1);

	private final StringBuilder text = new StringBuilder();

	private MixedScript() {
	}

	/** A script of at least so many characters, all of them ASCII. */
	static String ofLength(int length) {
		MixedScript script = new MixedScript();
		while (script.text.length() < length) {
			script.statement();
		}
		return script.text.toString();
	}

	private void statement() {
		switch (this.random.nextInt(10)) {
			case 0 -> table();
			case 1, 2, 3, 4 -> rows();
			case 5 -> function();
			case 6 -> data();
			case 7 -> this.text.append("""
					/*
					 * The %s was split from the %s, see the ticket. It isn't used any more.
					 */
					-- DROP TABLE %s; not yet
					COMMENT ON TABLE %s IS 'What the %s is, and why it can''t be dropped';
					""".formatted(word(), word(), word(), word(), word()));
			case 8 -> this.text.append("""
					CREATE INDEX IF NOT EXISTS idx_%s ON %s USING btree (lower(%s), %s DESC) WHERE %s > 0;
					ALTER TABLE %s ADD CONSTRAINT fk_%s FOREIGN KEY (%s) REFERENCES %s (id) ON DELETE CASCADE;
					""".formatted(word(), word(), word(), word(), word(), word(), word(), word(), word()));
			default -> this.text.append("""
					DROP VIEW IF EXISTS v_%s;
					ALTER TABLE %s DROP COLUMN %s, DROP CONSTRAINT IF EXISTS "fk_%s";
					DROP TABLE %s, public."%s" CASCADE;
					""".formatted(word(), word(), word(), word(), word(), word()));
		}
	}

	private void table() {
		this.text.append("CREATE TABLE public.").append(word()).append(" (\n    id bigint NOT NULL");
		for (int i = 3 + this.random.nextInt(10); i > 0; i--) {
			this.text.append(",\n    ").append(word()).append(" character varying(255) DEFAULT 'none'::text NOT NULL");
		}
		this.text.append("\n);\n\n");
	}

	private void rows() {
		this.text.append("INSERT INTO ").append(word()).append(" (id, ").append(word()).append(") VALUES\n");
		for (int i = 1 + this.random.nextInt(20); i > 0; i--) {
			this.text.append("  (")
				.append(this.random.nextInt(100_000))
				.append(", 'It''s the ")
				.append(word())
				.append(" of 2024-05-17 12:00:00+00', NULL, true, ")
				.append(this.random.nextInt(1000) / 100.0)
				.append((i > 1) ? "),\n" : ");\n");
		}
	}

	private void function() {
		this.text.append("""
				CREATE OR REPLACE FUNCTION touch_%1$s() RETURNS trigger LANGUAGE plpgsql AS $function$
				BEGIN
				  IF NEW.%2$s IS DISTINCT FROM OLD.%2$s THEN
				    NEW.updated_at := now(); -- it's the time of the transaction
				  END IF;
				  DROP TABLE IF EXISTS tmp_%1$s;
				  RETURN NEW;
				END;
				$function$;
				""".formatted(word(), word()));
	}

	private void data() {
		this.text.append("COPY public.").append(word()).append(" (id, name, price) FROM stdin;\n");
		for (int i = this.random.nextInt(60); i > 0; i--) {
			this.text.append(i).append("\tthe ").append(word()).append("'s name\t").append(this.random.nextInt(1000));
			this.text.append('\n');
		}
		this.text.append("\\.\n\n");
	}

	private String word() {
		return WORDS.get(this.random.nextInt(WORDS.size()));
	}

}
