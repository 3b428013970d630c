package io.schemarecovery.boot;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.schemarecovery.boot.Examination.Findings;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.gate.ConnectionGate;
import io.schemarecovery.migrate.Migrations;
import io.schemarecovery.request.SchemaRecoveryProperties;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Carries an examination out and ends the start, ahead of every runner of the
 * application. From here on nobody else is given a connection.
 *
 * @param examination what is carried out
 * @param target finds the migrations
 * @param connections gives this thread connections
 * @param properties the settings
 * @param context what ends
 */
record ExaminationRunner(Examination examination, RecoveryTarget target, ConnectionGate connections,
		SchemaRecoveryProperties properties,
		ConfigurableApplicationContext context) implements ApplicationRunner, PriorityOrdered {

	@Override
	public void run(ApplicationArguments arguments) {
		AtomicReference<Findings> found = new AtomicReference<>();
		this.connections.close(this.properties.drop().lockTimeout());
		this.connections.carryOut(() -> found.set(examine()));
		Findings findings = Objects.requireNonNull(found.get());
		throw EndOfStart.of(this.context, findings.report(), findings.exitCode());
	}

	private Findings examine() {
		try {
			Migrations migrations = this.target.find();
			return this.examination.examine(migrations);
		}
		catch (RecoveryException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new RecoveryException(ExitCode.BUG, "The examination stopped on an unexpected error.",
					List.of(String.valueOf(ex)), "Please report this with the log. Nothing was changed.", ex);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
