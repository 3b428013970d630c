package io.schemarecovery.request;

import io.schemarecovery.failure.RecoveryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DatabaseUrlTests {

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			textBlock = """
					postgres://u:p@host/db                           | jdbc:postgresql://host/db                        | u     | p
					postgresql://u:p%40s%2Fs@host:5433/db            | jdbc:postgresql://host:5433/db                   | u     | p@s/s
					postgresql://u:p@ss@host/db                      | jdbc:postgresql://host/db                        | u     | p@ss
					postgres://u:p+q@host/db?sslmode=require         | jdbc:postgresql://host/db?sslmode=require        | u     | p+q
					postgres://u%3A:p:q@host/db                      | jdbc:postgresql://host/db                        | u:    | p:q
					jdbc:postgresql://u:p@host:1/db                  | jdbc:postgresql://host:1/db                      | u     | p
					jdbc:postgresql://host/db?user=u&password=p%26   | jdbc:postgresql://host/db                        | u     | p&
					jdbc:postgresql://host/db                        | jdbc:postgresql://host/db                        | -     | -
					POSTGRESQL://u@host/db                           | jdbc:postgresql://host/db                        | u     | -
					postgres://u:p@[::1]:5432/db                     | jdbc:postgresql://[::1]:5432/db                  | u     | p
					postgres://u:p@a:1,b:2/db?target_session_attrs=x | jdbc:postgresql://a:1,b:2/db?targetServerType=x  | u     | p
					"postgres://u:p@host/my%20db?application_name=a" | jdbc:postgresql://host/my%20db?ApplicationName=a | u     | p
					""",
			delimiter = '|')
	void readsEverySpelling(String value, String jdbcUrl, String user, String password) {
		assertThat(DatabaseUrl.parse("DATABASE_URL", value)).isEqualTo(new DatabaseUrl(jdbcUrl, user, password));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			postgres:/u:secret@host/db            | scheme
			mysql://u:secret@host/db              | scheme
			u:secret@host/db                      | scheme
			postgres://u:sec/ret@host/db          | user and password
			postgres://u:sec?ret@host/db          | user and password
			postgres://u:sec#ret@host/db          | user and password
			postgres://u:sec@x/ret@host/db        | user and password
			postgres://u:secret%@host/db          | password
			postgres://u%zz:secret@host/db        | user
			postgres://u:secret@/db               | host
			postgres://u:secret@ho st/db          | host
			postgres://u:secret@host:54x/db       | host or port
			postgres://u:secret@host:99999/db     | port
			postgres://user:secret                | host or port
			postgres://u:secret@host              | database
			postgres://u:secret@host/             | database
			postgres://u:secret@host/?sslmode=a   | database
			postgres://u:secret@host/a/b          | database
			postgres://u:secret@host/db%          | database
			postgres://u:secret@host/db?a=%       | parameter a
			postgres://u:x@h/db?sslpassword=secret| parameter sslpassword
			postgres://u:secret@h/db?host=/tmp    | parameter host
			""", delimiter = '|')
	void namesThePartThatCannotBeReadAndNeverRepeatsIt(String value, String part) {
		assertThatExceptionOfType(RecoveryException.class).isThrownBy(() -> DatabaseUrl.parse("DATABASE_URL", value))
			.satisfies((ex) -> {
				assertThat(ex.getExitCode()).isEqualTo(78);
				assertThat(ex.getMessage()).isEqualTo("DATABASE_URL cannot be read: its " + part + " is wrong.");
				assertThat(ex.account() + ex.analysis().getAction()).doesNotContain("secret", "sec/", "ret@");
			});
	}

	@Test
	void databaseUrlIsUsedWhereNothingElseIsSet() {
		MockEnvironment environment = new MockEnvironment().withProperty("DATABASE_URL", "postgres://u:p@host/db");
		process(environment);
		assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:postgresql://host/db");
		assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("u");
		assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("p");
	}

	@Test
	void dataSourceUrlOfTheUserWinsAndIsMended() {
		MockEnvironment environment = new MockEnvironment().withProperty("DATABASE_URL", "postgres://x:y@other/db")
			.withProperty("spring.datasource.url", "jdbc:postgresql://u:p@host/db")
			.withProperty("spring.datasource.username", "explicit");
		process(environment);
		assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:postgresql://host/db");
		assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("explicit");
		assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("p");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:mem:test", "mysql://u:p@host/db" })
	void otherDatabasesAreNoneOfOurs(String url) {
		MockEnvironment environment = new MockEnvironment().withProperty("DATABASE_URL", url);
		process(environment);
		assertThat(environment.getProperty("spring.datasource.url")).isNull();
	}

	private static void process(MockEnvironment environment) {
		new DatabaseUrlEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
	}

}
