package io.schemarecovery.rehearse;

/** A copy cannot be made, for a reason that another way may not have. */
final class NoCopyException extends Exception {

	private static final long serialVersionUID = 1L;

	NoCopyException(String reason) {
		super(reason);
	}

	String reason() {
		return String.valueOf(getMessage());
	}

}
