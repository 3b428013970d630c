package com.acme.lending;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The table's name is a reserved word. */
@Entity
@Table(name = "`user`")
public class Reader {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	@Column(nullable = false, length = 320)
	private String email;

	protected Reader() {
	}

	Reader(String email) {
		this.email = email;
	}

	String email() {
		return this.email;
	}

}
