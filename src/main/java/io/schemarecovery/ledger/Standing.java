package io.schemarecovery.ledger;

import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.request.ResetRequest;
import io.schemarecovery.request.ResetRequest.Undo;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with a request.
 *
 * @param unfinished a run that destroyed something and never came to its end;
 * {@code null} if there is none
 * @param carriedOut the run that has carried the request out already, {@code null} if
 * none has
 */
public record Standing(@Nullable RunRecord unfinished, @Nullable RunRecord carriedOut) {

	/** Nothing is known of it. */
	public static final Standing UNKNOWN = new Standing(null, null);

	/** The same, though it was carried out. */
	public Standing again() {
		return new Standing(this.unfinished, null);
	}

	/**
	 * The run that a request goes on with. A reset goes on with any that is unfinished.
	 * What an undo has begun only the same undo can go on with, and an undo of a reset
	 * that is unfinished is no part of it.
	 * @param request the request
	 * @return the run, or {@code null} if a new one begins
	 */
	public @Nullable RunRecord resumedBy(ResetRequest request) {
		if (this.unfinished == null) {
			return null;
		}
		Long undone = this.unfinished.undoes();
		boolean same = (request instanceof Undo undo)
				? undone != null && (undo.last() || undo.run().equals(undone.toString())) : undone == null;
		return same ? this.unfinished : null;
	}

	/**
	 * Refuse a request that would take away what an undo has put back.
	 * @param request the request
	 * @throws RecoveryException (exit code 77) if an undo was begun that it does not
	 * finish
	 */
	public void checkFinishes(ResetRequest request) {
		if (this.unfinished != null && this.unfinished.undoes() != null && resumedBy(request) == null) {
			throw new RecoveryException(ExitCode.REFUSED, "An undo was begun and did not come to its end.",
					List.of(this.unfinished.toString()),
					"Set DB_RESET=undo:%s to finish it, or DB_RESET=abandon:%s to start with the schema as it stands. Nothing was touched."
						.formatted(this.unfinished.undoes(), this.unfinished.id()));
		}
	}

}
