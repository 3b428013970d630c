package io.schemarecovery.actuate;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** How the endpoint tells a run: by what the caller accepts. */
public enum RunFormat implements Producible<RunFormat> {

	/** Members and values, for a program. */
	JSON(MimeTypeUtils.APPLICATION_JSON),

	/** The report, for a person. */
	HTML(MimeTypeUtils.TEXT_HTML);

	private final MimeType mimeType;

	RunFormat(MimeType mimeType) {
		this.mimeType = mimeType;
	}

	@Override
	public MimeType getProducedMimeType() {
		return this.mimeType;
	}

	@Override
	public boolean isDefault() {
		return this == JSON;
	}

}
