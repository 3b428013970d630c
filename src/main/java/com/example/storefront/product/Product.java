package com.example.storefront.product;

import java.math.BigDecimal;
import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/** Something for sale. */
@Entity
@Table(name = "product", uniqueConstraints = @UniqueConstraint(name = "product_sku_key", columnNames = "sku"))
public class Product {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@Column(nullable = false, length = 40)
	private String sku;

	@Column(nullable = false, length = 200)
	private String name;

	@Column(nullable = false, length = 1000)
	private String description;

	@Column(nullable = false, precision = 10, scale = 2)
	private BigDecimal price;

	@Column(nullable = false)
	private int stock;

	@SuppressWarnings("NullAway.Init")
	protected Product() {
	}

	public Product(String sku, String name, String description, BigDecimal price, int stock) {
		this.sku = sku;
		this.name = name;
		this.description = description;
		this.price = price;
		this.stock = stock;
	}

	public long id() {
		return Objects.requireNonNull(this.id, "not saved yet");
	}

	public String sku() {
		return this.sku;
	}

	public String name() {
		return this.name;
	}

	public String description() {
		return this.description;
	}

	public BigDecimal price() {
		return this.price;
	}

	public int stock() {
		return this.stock;
	}

}
