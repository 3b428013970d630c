package com.example.storefront.cart;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A cart with what is in it, at today's prices. */
public record CartResponse(UUID reference, long userId, String customer, Instant createdAt, List<Item> items,
		BigDecimal total) {

	static CartResponse of(Cart cart) {
		List<Item> items = cart.items().stream().map(Item::of).toList();
		BigDecimal total = items.stream().map(Item::price).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
		return new CartResponse(cart.reference(), cart.user().id(), cart.user().displayName(), cart.createdAt(), items,
				total);
	}

	/** A line of the cart; the price is that of the whole line. */
	public record Item(long productId, String name, int quantity, BigDecimal price) {

		static Item of(CartItem item) {
			BigDecimal price = item.product().price().multiply(BigDecimal.valueOf(item.quantity()));
			return new Item(item.product().id(), item.product().name(), item.quantity(), price);
		}

	}

}
