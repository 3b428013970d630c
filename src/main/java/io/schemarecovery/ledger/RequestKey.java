package io.schemarecovery.ledger;

import io.schemarecovery.request.ResetRequest;
import io.schemarecovery.request.ResetRequest.Button;
import io.schemarecovery.request.ResetRequest.EachDeploy;
import io.schemarecovery.request.ResetRequest.Once;
import io.schemarecovery.request.ResetRequest.Undo;

/**
 * What a request is remembered by.
 *
 * @param text the key
 * @param button whether a later start without the request makes it count again
 */
public record RequestKey(String text, boolean button) {

	/**
	 * The key of a request.
	 * @param request a request for a reset or an undo
	 * @param deployment the deployed version, empty if it is not known
	 * @return its key
	 */
	public static RequestKey of(ResetRequest request, String deployment) {
		if (request instanceof EachDeploy) {
			return new RequestKey("deployment:" + deployment, false);
		}
		if (request instanceof Once once) {
			return new RequestKey("once:" + once.token(), false);
		}
		if (request instanceof Undo undo) {
			return new RequestKey("undo:" + undo.run(), undo.last());
		}
		if (request instanceof Button) {
			return new RequestKey("true", true);
		}
		throw new IllegalArgumentException("Nothing to carry out: " + request);
	}

}
