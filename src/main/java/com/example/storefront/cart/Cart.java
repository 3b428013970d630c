package com.example.storefront.cart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.example.storefront.product.Product;
import com.example.storefront.user.User;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/** A customer's cart, known outside by its reference. */
@Entity
@Table(name = "cart", uniqueConstraints = @UniqueConstraint(name = "cart_reference_key", columnNames = "reference"))
class Cart {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@Column(nullable = false, updatable = false)
	private UUID reference;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "user_id", nullable = false, foreignKey = @ForeignKey(name = "cart_user_id_fkey"))
	private User user;

	@Column(nullable = false, updatable = false)
	private Instant createdAt;

	@OneToMany(mappedBy = "cart", cascade = CascadeType.ALL, orphanRemoval = true)
	@OrderBy("id")
	private List<CartItem> items = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	protected Cart() {
	}

	Cart(User user) {
		this.reference = UUID.randomUUID();
		this.user = user;
		this.createdAt = Instant.now();
	}

	void add(Product product, int quantity) {
		this.items.add(new CartItem(this, product, quantity));
	}

	UUID reference() {
		return this.reference;
	}

	User user() {
		return this.user;
	}

	Instant createdAt() {
		return this.createdAt;
	}

	List<CartItem> items() {
		return List.copyOf(this.items);
	}

}
