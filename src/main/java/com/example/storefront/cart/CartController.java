package com.example.storefront.cart;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/carts")
class CartController {

	private final CartService carts;

	CartController(CartService carts) {
		this.carts = carts;
	}

	@PostMapping
	ResponseEntity<CartResponse> create(@RequestBody @Valid CartRequest request) {
		CartResponse cart = this.carts.create(request);
		return ResponseEntity.created(URI.create("/api/carts/" + cart.reference())).body(cart);
	}

	@GetMapping("/{reference}")
	ResponseEntity<CartResponse> get(@PathVariable UUID reference) {
		return ResponseEntity.of(this.carts.find(reference));
	}

}
