package com.example.storefront.product;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProductController {

	private final ProductRepository products;

	ProductController(ProductRepository products) {
		this.products = products;
	}

	@GetMapping("/api/products")
	List<ProductResponse> list() {
		return this.products.findAllByOrderByNameAscIdAsc().stream().map(ProductResponse::of).toList();
	}

}
