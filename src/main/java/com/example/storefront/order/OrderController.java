package com.example.storefront.order;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderController {

	private final OrderRepository orders;

	OrderController(OrderRepository orders) {
		this.orders = orders;
	}

	@GetMapping("/api/orders")
	List<OrderResponse> list() {
		return this.orders.findAllByOrderByNumberDesc().stream().map(OrderResponse::of).toList();
	}

}
