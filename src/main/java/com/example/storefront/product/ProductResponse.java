package com.example.storefront.product;

import java.math.BigDecimal;

/** A product as the catalogue shows it. */
public record ProductResponse(long id, String sku, String name, String description, BigDecimal price, int stock) {

	public static ProductResponse of(Product product) {
		return new ProductResponse(product.id(), product.sku(), product.name(), product.description(), product.price(),
				product.stock());
	}

}
