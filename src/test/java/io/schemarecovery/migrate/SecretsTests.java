package io.schemarecovery.migrate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					CREATE ROLE a LOGIN PASSWORD 'hush-1';                                     | CREATE ROLE a LOGIN PASSWORD '***';
					alter user a with encrypted password E'hush-1'                             | alter user a with encrypted password E'***'
					ALTER USER a PASSWORD $$hush-1$$                                           | ALTER USER a PASSWORD $$***$$
					ALTER USER a PASSWORD 'hush''1'                                            | ALTER USER a PASSWORD '***'
					CREATE USER MAPPING FOR u SERVER s OPTIONS (user 'u', password 'hush-1')   | CREATE USER MAPPING FOR u SERVER s OPTIONS (user 'u', password '***')
					ALTER USER MAPPING FOR u SERVER s OPTIONS (SET "password" 'hush-1')        | ALTER USER MAPPING FOR u SERVER s OPTIONS (SET "password" '***')
					SELECT dblink_connect('host=h password=hush-1 user=u')                     | SELECT dblink_connect('host=h password=*** user=u')
					CREATE SUBSCRIPTION s CONNECTION 'host=h password=hush-1' PUBLICATION p    | CREATE SUBSCRIPTION s CONNECTION 'host=h password=***' PUBLICATION p
					SELECT dblink_connect('postgres://u:hush-1@h/db')                          | SELECT dblink_connect('postgres://u:***@h/db')
					SET app.secret TO 'hush-1'                                                 | SET app.secret TO '***'
					SELECT login(user_password => 'hush-1')                                    | SELECT login(user_password => '***')
					CREATE TABLE a (password text DEFAULT 'x' NOT NULL)                        | CREATE TABLE a (password text DEFAULT 'x' NOT NULL)
					UPDATE a SET name = 'hush-1'                                               | UPDATE a SET name = 'hush-1'
					""")
	void literalThatIsSecretIsMaskedAndNothingElse(String statement, String masked) {
		assertThat(Secrets.of(statement).mask(statement)).isEqualTo(masked);
	}

	@Test
	void serverThatQuotesTheSecretIsMaskedToo() {
		assertThat(Secrets.of("ALTER USER a PASSWORD 'hush-1' GARBAGE 'hush-1'").mask("ERROR: at or near \"'hush-1'\""))
			.isEqualTo("ERROR: at or near \"'***'\"");
	}

}
