package io.schemarecovery.secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
					SELECT dblink_connect('host=h password=hush-1 user=u')                     | SELECT dblink_connect('host=h password=***')
					CREATE SUBSCRIPTION s CONNECTION 'host=h password=hush-1' PUBLICATION p    | CREATE SUBSCRIPTION s CONNECTION 'host=h password=***' PUBLICATION p
					SELECT dblink_connect('postgres://u:hush-1@h/db')                          | SELECT dblink_connect('postgres://u:***@h/db')
					SET app.secret TO 'hush-1'                                                 | SET app.secret TO '***'
					SELECT login(user_password => 'hush-1')                                    | SELECT login(user_password => '***')
					ALTER ROLE a PASSWORD E'pre\\'topsecret'                                    | ALTER ROLE a PASSWORD E'***'
					ALTER ROLE a PASSWORD /* c */ 'x'                                          | ALTER ROLE a PASSWORD /* c */ '***'
					DO $$ BEGIN EXECUTE 'ALTER ROLE a PASSWORD ''x'''; END $$                  | DO $$ BEGIN EXECUTE 'ALTER ROLE a PASSWORD ''***'; END $$
					DO $$ BEGIN EXECUTE format('ALTER ROLE a PASSWORD %L', 'x'); END $$        | DO $$ BEGIN EXECUTE format('ALTER ROLE a PASSWORD %L', '***'); END $$
					SELECT dblink_connect('host=h password=''top secret''')                    | SELECT dblink_connect('host=h password=''***')
					SELECT dblink_connect('postgres://u:hu@sh@h/db')                           | SELECT dblink_connect('postgres://u:***@h/db')
					SET app.pwd = 'x'                                                          | SET app.pwd = '***'
					SET app.pwd = hush                                                         | SET app.pwd = ***
					SELECT set_config('app.pwd', 'x', false)                                   | SELECT set_config('app.pwd', '***', false)
					INSERT INTO users (name, password) VALUES ('a', 'x')                       | INSERT INTO users (name, password) VALUES ('***', '***')
					UPDATE users SET note = 'a', pwd = 'x'                                     | UPDATE users SET note = '***', pwd = '***'
					ALTER ROLE a PASSWORD 'unterminated                                        | ALTER ROLE a PASSWORD '***
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

	@ParameterizedTest
	@ValueSource(strings = { "ALTER ROLE a PASSWORD -- c\n'hush'", "ALTER ROLE a PASSWORD 'top'\n'hush'",
			"SELECT 1; -- was: PASSWORD 'hush'\n", "INSERT INTO s VALUES ('api_token', 'a\nhush')",
			"ALTER ROLE a PASSWORD 'pre\\'hush'" })
	void secretOfSeveralLinesIsMasked(String statement) {
		assertThat(Secrets.of(statement).mask(statement)).doesNotContain("hush");
	}

	@Test
	void veilKeepsThePositionsOfTheServer() {
		String statement = "INSERT INTO s VALUES ('api_token', '🙂\n🙂'), (x)";
		String veiled = Secrets.of(statement).veiled();
		assertThat(veiled.codePoints().count()).isEqualTo(statement.codePoints().count());
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "password", "''", "a b=", "$a$ ", "p://u:", "/*", "('x', 'y'), " })
	@Timeout(20)
	void longTextEndsAtOnce(String part) {
		String text = part.repeat(10_000_000 / part.length());
		String statement = "INSERT INTO settings (name, value) VALUES ('api_token', '" + text + "')";
		Secrets secrets = Secrets.of(statement);
		assertThat(secrets.mask(statement)).isNotEmpty();
		assertThat(secrets.mask("ERROR: " + statement)).isNotEmpty();
		assertThat(Secrets.of(text).mask(text)).isNotEmpty();
	}

	@Test
	void messageThatTellsARowOrAKeyIsMasked() {
		Secrets secrets = Secrets.of("INSERT INTO users (name, password) VALUES ('ada', '" + "hush".repeat(40) + "')");
		assertThat(secrets.mask("ERROR: no\n  Detail: Failing row contains (1, ada, hushhushhush...)."))
			.isEqualTo("ERROR: no\n  Detail: Failing row contains (***)");
		assertThat(Secrets.of("SELECT f()").mask("Where: SQL statement \"ALTER ROLE a PASSWORD 'hush'\""))
			.doesNotContain("hush");
		assertThat(Secrets.of("SELECT f()").mask("Detail: Key (api_token)=(hush) exists.")).doesNotContain("hush");
	}

}
