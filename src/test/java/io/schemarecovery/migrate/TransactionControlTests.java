package io.schemarecovery.migrate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TransactionControlTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			COMMIT                              | COMMITS
			/* a /* b */ */ end work            | COMMITS
			prepare  transaction 'x'            | COMMITS
			PREPARE p AS SELECT 1               | NONE
			Rollback                            | ROLLS_BACK
			ABORT WORK AND CHAIN                | ROLLS_BACK
			ROLLBACK TO SAVEPOINT x             | GOES_BACK
			rollback transaction to x           | GOES_BACK
			ROLLBACK PREPARED 'x'               | ROLLS_BACK
			SAVEPOINT commit                    | NONE
			SELECT 'COMMIT'                     | NONE
			committed                           | NONE
			""")
	void firstWordsDecide(String sql, TransactionControl expected) {
		assertThat(TransactionControl.of(sql)).isEqualTo(expected);
	}

	@Test
	void longCommentsAreRead() {
		assertThat(TransactionControl.of("-- a header\n/* b */ ".repeat(100_000) + "COMMIT"))
			.isEqualTo(TransactionControl.COMMITS);
		assertThat(TransactionControl.of("-- only a comment")).isEqualTo(TransactionControl.NONE);
		assertThat(TransactionControl.of("")).isEqualTo(TransactionControl.NONE);
	}

}
