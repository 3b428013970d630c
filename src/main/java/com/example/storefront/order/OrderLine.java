package com.example.storefront.order;

import java.math.BigDecimal;

import com.example.storefront.product.Product;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/** So many of a product, at the price it had when it was ordered. */
@Entity
@Table(name = "order_line", uniqueConstraints = @UniqueConstraint(name = "order_line_order_id_product_id_key",
		columnNames = { "order_id", "product_id" }))
class OrderLine {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "order_id", nullable = false, foreignKey = @ForeignKey(name = "order_line_order_id_fkey"))
	private Order order;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "product_id", nullable = false, foreignKey = @ForeignKey(name = "order_line_product_id_fkey"))
	private Product product;

	@Column(nullable = false)
	private int quantity;

	@Column(nullable = false, updatable = false, precision = 10, scale = 2)
	private BigDecimal unitPrice;

	@SuppressWarnings("NullAway.Init")
	protected OrderLine() {
	}

	OrderLine(Order order, Product product, int quantity) {
		this.order = order;
		this.product = product;
		this.quantity = quantity;
		this.unitPrice = product.price();
	}

	BigDecimal price() {
		return this.unitPrice.multiply(BigDecimal.valueOf(this.quantity));
	}

}
