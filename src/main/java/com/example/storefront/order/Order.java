package com.example.storefront.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.example.storefront.product.Product;
import com.example.storefront.user.User;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
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

/** What a customer bought, at the prices of that day. */
@Entity
@Table(name = "orders", uniqueConstraints = @UniqueConstraint(name = "orders_number_key", columnNames = "number"))
class Order {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@Column(nullable = false, updatable = false, length = 20)
	private String number;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "user_id", nullable = false, foreignKey = @ForeignKey(name = "orders_user_id_fkey"))
	private User user;

	@Enumerated(EnumType.STRING)
	@Column(nullable = false, length = 20)
	private OrderState state;

	@Column(nullable = false, updatable = false)
	private Instant placedAt;

	@OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
	@OrderBy("id")
	private List<OrderLine> lines = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	protected Order() {
	}

	Order(String number, User user) {
		this.number = number;
		this.user = user;
		this.state = OrderState.PLACED;
		this.placedAt = Instant.now();
	}

	void add(Product product, int quantity) {
		this.lines.add(new OrderLine(this, product, quantity));
	}

	String number() {
		return this.number;
	}

	User user() {
		return this.user;
	}

	OrderState state() {
		return this.state;
	}

	Instant placedAt() {
		return this.placedAt;
	}

	BigDecimal total() {
		return this.lines.stream().map(OrderLine::price).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
	}

}
