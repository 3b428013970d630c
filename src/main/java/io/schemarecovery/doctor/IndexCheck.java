package io.schemarecovery.doctor;

import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.jdbc.Query;

/**
 * Looks for foreign keys whose columns no index begins with: each DELETE of a parent then
 * reads the whole table of its children.
 */
final class IndexCheck {

	// the columns of an index that count come first, in any order; indkey counts from 0,
	// and has those that are but included at its end
	private static final Query<String> MISSING = Query.of("""
			SELECT con.conname, format('%I.%I', n.nspname, c.relname), k.columns
			  FROM pg_constraint con
			  JOIN pg_class c ON c.oid = con.conrelid
			  JOIN pg_namespace n ON n.oid = c.relnamespace
			 CROSS JOIN LATERAL (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY key.place) AS columns,
			                            array_agg(key.number ORDER BY key.number) AS numbers
			                       FROM unnest(con.conkey) WITH ORDINALITY AS key (number, place)
			                       JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = key.number) k
			 WHERE con.contype = 'f' AND con.conparentid = 0 AND n.nspname = ANY (?)
			   AND NOT EXISTS (
			         SELECT FROM pg_index i
			           JOIN pg_class x ON x.oid = i.indexrelid
			           JOIN pg_am m ON m.oid = x.relam AND m.amname IN ('btree', 'hash')
			          WHERE i.indrelid = con.conrelid AND i.indisvalid AND i.indpred IS NULL
			            AND i.indnkeyatts >= cardinality(con.conkey)
			            AND (SELECT array_agg(number ORDER BY number)
			                   FROM unnest((i.indkey::int2[])[0:cardinality(con.conkey) - 1]) number) = k.numbers)
			 ORDER BY n.nspname, c.relname, con.conname
			""",
			(row) -> "%s: CREATE INDEX ON %s (%s);".formatted(row.getString(1), row.getString(2), row.getString(3)));

	private IndexCheck() {
	}

	static Section look(Sight sight) throws SQLException {
		List<String> missing = MISSING.list(sight.connection(), sight.schemas());
		return missing.isEmpty() ? Section.of(Check.INDEXES, "none")
				: new Section(Check.INDEXES, "each DELETE of a parent reads the whole table",
						List.of(new Finding(false,
								"%,d foreign key%s no index.".formatted(missing.size(),
										(missing.size() == 1) ? " has" : "s have"),
								missing,
								"Add these statements to a migration, where parents are deleted or joined from.")));
	}

}
