package com.acme.lending;

import java.time.LocalDate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
public class Loan {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	@ManyToOne(optional = false)
	private Book book;

	@ManyToOne(optional = false)
	private Reader reader;

	/** A reserved word. */
	@Column(name = "`end`", nullable = false)
	private LocalDate end;

	protected Loan() {
	}

	Loan(Book book, Reader reader, LocalDate end) {
		this.book = book;
		this.reader = reader;
		this.end = end;
	}

	Reader reader() {
		return this.reader;
	}

}
