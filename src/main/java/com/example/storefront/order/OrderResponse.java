package com.example.storefront.order;

import java.math.BigDecimal;
import java.time.Instant;

/** An order in a list of them. */
record OrderResponse(String number, String customer, OrderState state, Instant placedAt, BigDecimal total) {

	static OrderResponse of(Order order) {
		return new OrderResponse(order.number(), order.user().displayName(), order.state(), order.placedAt(),
				order.total());
	}

}
