package com.example.storefront.cart;

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

/** So many of a product in a cart. */
@Entity
@Table(name = "cart_item", uniqueConstraints = @UniqueConstraint(name = "cart_item_cart_id_product_id_key",
		columnNames = { "cart_id", "product_id" }))
class CartItem {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "cart_id", nullable = false, foreignKey = @ForeignKey(name = "cart_item_cart_id_fkey"))
	private Cart cart;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "product_id", nullable = false, foreignKey = @ForeignKey(name = "cart_item_product_id_fkey"))
	private Product product;

	@Column(nullable = false)
	private int quantity;

	@SuppressWarnings("NullAway.Init")
	protected CartItem() {
	}

	CartItem(Cart cart, Product product, int quantity) {
		this.cart = cart;
		this.product = product;
		this.quantity = quantity;
	}

	Product product() {
		return this.product;
	}

	int quantity() {
		return this.quantity;
	}

}
