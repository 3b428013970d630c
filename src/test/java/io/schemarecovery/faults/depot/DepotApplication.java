package io.schemarecovery.faults.depot;

import java.util.UUID;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An application that tells, once it is ready, what it serves from, and writes a row that
 * nobody may take away any more.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class DepotApplication {

	/** All that the schema holds, in one number. */
	public static final String DIGEST = """
			SELECT md5(string_agg(line, chr(10) ORDER BY line COLLATE "C")) FROM (
			  SELECT concat_ws(' ', c.relkind, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull)
			    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			   WHERE c.relnamespace = 'public'::regnamespace
			   UNION ALL
			  SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
			   WHERE connamespace = 'public'::regnamespace
			   UNION ALL
			  SELECT concat_ws(' ', p.oid::regprocedure, p.prosrc) FROM pg_proc p
			   WHERE p.pronamespace = 'public'::regnamespace
			   UNION ALL
			  SELECT concat_ws(' ', enumtypid::regtype, enumlabel) FROM pg_enum
			   UNION ALL
			  SELECT concat_ws(' ', viewname, definition) FROM pg_views WHERE schemaname = 'public'
			) lines(line)
			""";

	@Bean
	ApplicationListener<ApplicationReadyEvent> visitor(JdbcTemplate jdbc) {
		return (event) -> {
			try {
				String digest = jdbc.queryForObject(DIGEST, String.class);
				Integer old = jdbc.queryForObject("SELECT count(*) FROM visit WHERE who LIKE 'old %'", Integer.class);
				String who = UUID.randomUUID().toString();
				jdbc.update("INSERT INTO visit (who) VALUES (?)", who);
				System.out.println("Serving from %s with %d old rows, visit %s".formatted(digest, old, who));
			}
			catch (DataAccessException ex) {
				System.out.println("Not serving: " + ex.getMessage());
			}
		};
	}

	public static void main(String[] args) {
		SpringApplication.run(DepotApplication.class, args);
	}

}
