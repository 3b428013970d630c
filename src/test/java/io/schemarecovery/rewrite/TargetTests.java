package io.schemarecovery.rewrite;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TargetTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', nullValues = "-", textBlock = """
			Users                                    | users               | -
			"Users"                                  | Users               | -
			db.S."a""b"                              | db / s / a"b        | -
			U&"d\\0061t\\+000061"                      | data                | -
			U&"d!0061t!!a" UESCAPE '!'               | dat!a               | -
			U&"\\D83D\\DE00"                           | 😀                  | -
			ÜBER                                     | Über                | -
			f()                                      | f                   |
			f(*)                                     | f                   |
			f(int, text)                             | f                   | :int, :text
			f(IN a int, OUT b text, c INOUT s.t)     | f                   | in:int, out:text, inout:s.t
			f(IN OUT a int)                          | f                   | inout:int
			f(double precision, double int)          | f                   | :double precision, :int
			f(a double precision)                    | f                   | :double precision
			f(timestamp(3) with time zone, x time)   | f                   | :timestamp(3) with time zone, :time
			f(national character varying(3))         | f                   | :national character varying(3)
			f("a b" "T d"[], VARIADIC x numeric(10,2)[]) | f               | :"T d"[], variadic:numeric(10,2)[]
			f(int ARRAY[3], SETOF text, r SETOF t)   | f                   | :int ARRAY[3], :text, :t
			a(float8 ORDER BY x float8)              | a                   | :float8, :float8
			a(VARIADIC "any" ORDER BY VARIADIC "any")| a                   | variadic:"any"
			a(ORDER BY int)                          | a                   | :int
			public.=(int, int)                       | public / =          | :int, :int
			!=(int, int)                             | <>                  | :int, :int
			~~~(NONE, text)                          | ~~~                 | :NONE, :text
			""")
	void isReadAsTheServerReadsIt(String target, String name, String arguments) {
		Target read = Target.of(target);
		assertThat(String.join(" / ", read.name())).isEqualTo(name);
		List<Target.Argument> found = read.arguments();
		assertThat((found == null) ? null
				: found.stream()
					.map((argument) -> argument.mode() + ":" + argument.type())
					.collect(Collectors.joining(", ")))
			.isEqualTo((arguments == null && found != null) ? "" : arguments);
	}

	@Test
	void castHasTwoTypes() {
		assertThat(Target.typesOfCast("s.\"a as b\" AS timestamp(3) with time zone")).containsExactly("s.\"a as b\"",
				"timestamp(3) with time zone");
	}

	@Test
	void typeWithMoreThanANameIsNotBare() {
		assertThat(Target.of("s.t").bare()).isTrue();
		assertThat(List.of("t[]", "numeric(10, 2)", "double precision")).noneMatch((type) -> Target.of(type).bare());
	}

	@Test
	void commentsBeforeAStatementAreNoPartOfIt() {
		assertThat(Statements.start("-- a\n/* b /* c */ */ SELECT 1")).isEqualTo(21);
		assertThat(Statements.start("-- nothing")).isZero();
	}

	@Test
	void oneStatementIsToldFromSeveral() {
		assertThat(List.of("", "SELECT 1", "SELECT ';' ;;", "DO $$ BEGIN; END; $$;",
				"CREATE RULE r AS ON DELETE TO t DO (a; b)"))
			.allMatch(Statements::areOne);
		assertThat(List.of("SELECT 1; SELECT 2", "; SELECT 1")).noneMatch(Statements::areOne);
	}

}
