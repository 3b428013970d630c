package com.example.storefront.user;

import java.time.Instant;
import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/** A customer. The table's name is a reserved word, hence quoted. */
@Entity
@Table(name = "\"user\"", uniqueConstraints = @UniqueConstraint(name = "user_email_key", columnNames = "email"))
public class User {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@Column(nullable = false, length = 320)
	private String email;

	@Column(nullable = false, length = 100)
	private String displayName;

	@Column(nullable = false, length = 10)
	private String locale;

	@Column(nullable = false, updatable = false)
	private Instant createdAt;

	@SuppressWarnings("NullAway.Init")
	protected User() {
	}

	public User(String email, String displayName, String locale) {
		this.email = email;
		this.displayName = displayName;
		this.locale = locale;
		this.createdAt = Instant.now();
	}

	public long id() {
		return Objects.requireNonNull(this.id, "not saved yet");
	}

	public String email() {
		return this.email;
	}

	public String displayName() {
		return this.displayName;
	}

	public String locale() {
		return this.locale;
	}

	public Instant createdAt() {
		return this.createdAt;
	}

}
