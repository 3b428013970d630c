package com.acme.lending;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;

/**
 * Refers to the loan it is out on, which refers to the book: a circle of foreign keys.
 */
@Entity
public class Book {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE)
	private Long id;

	@Column(nullable = false)
	private String title;

	private String isbn;

	@ManyToOne(optional = false)
	private Author author;

	@OneToOne
	private Loan currentLoan;

	protected Book() {
	}

	String title() {
		return this.title;
	}

	Author author() {
		return this.author;
	}

	String lentTo() {
		return (this.currentLoan != null) ? this.currentLoan.reader().email() : null;
	}

	void lend(Loan loan) {
		this.currentLoan = loan;
	}

}
