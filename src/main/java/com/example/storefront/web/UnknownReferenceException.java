package com.example.storefront.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request in good form refers to something that does not exist. */
public class UnknownReferenceException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	public UnknownReferenceException(String detail) {
		super(HttpStatus.UNPROCESSABLE_CONTENT,
				ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, detail), null);
	}

}
