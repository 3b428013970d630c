package io.schemarecovery.boot;

import io.schemarecovery.ledger.RunRecord;
import io.schemarecovery.request.ResetRequest;
import io.schemarecovery.request.ResetRequest.Undo;
import io.schemarecovery.request.SchemaRecoveryProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of a request: that it was made, was carried out before, is used up.
 *
 * @param request the request
 * @param properties the settings
 */
record RequestStory(ResetRequest request, SchemaRecoveryProperties properties) {

	private static final Log logger = LogFactory.getLog(RequestStory.class);

	/**
	 * Tell whether it is carried out now.
	 * @param earlier the run that has carried it out already, {@code null} if none has
	 */
	void begin(@Nullable RunRecord earlier) {
		if (earlier != null) {
			logger.warn("%s was carried out already, at %s by %s (run %s): this is a normal start. %s"
				.formatted(this.request, earlier.finished(), earlier.instance(), earlier.id(), again()));
			return;
		}
		logger.warn("%s was asked for by %s: nothing is served until it is done"
			.formatted((this.request instanceof Undo) ? "An undo" : "A reset", this.request));
		if (!recorded()) {
			logger.warn("schema-recovery.ledger is off: nothing keeps the next start with it from resetting again");
		}
	}

	/**
	 * What is to be done after it was carried out.
	 * @param run number of the run
	 */
	String end(long run) {
		if (this.properties.repeat()) {
			return "On this database every start that asks for it resets again.";
		}
		if (!recorded()) {
			return "Unset DB_RESET now: nothing is recorded, and every start with it resets again.";
		}
		return "Next: " + rest(run);
	}

	private String rest(long run) {
		if (this.request instanceof Undo) {
			return "unset DB_RESET. To have back what stood there before, set DB_RESET=undo:" + run + ".";
		}
		if (this.request instanceof ResetRequest.EachDeploy) {
			return "nothing; the next version that is deployed is reset again, until DB_RESET is unset.";
		}
		if (this.request instanceof ResetRequest.Once) {
			return "nothing; the token is used up, and does nothing more. " + again();
		}
		boolean profile = this.request.toString().startsWith("profile");
		return (profile ? "start without the profile reset" : "unset DB_RESET, or set it to false")
				+ ". Left as it is, it does nothing more. " + again();
	}

	private boolean recorded() {
		return this.properties.ledger() == SchemaRecoveryProperties.Ledger.ON;
	}

	private String again() {
		if (this.request instanceof Undo) {
			return "To put another archive back, name it by DB_RESET=undo:<run>.";
		}
		boolean button = this.request instanceof ResetRequest.Button;
		return "To reset again, " + (button ? "start once without it, or " : "") + "set DB_RESET=once:<any new word>.";
	}

}
