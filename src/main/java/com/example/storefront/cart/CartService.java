package com.example.storefront.cart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.example.storefront.product.Product;
import com.example.storefront.product.ProductRepository;
import com.example.storefront.user.User;
import com.example.storefront.user.UserRepository;
import com.example.storefront.web.UnknownReferenceException;

import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes carts and finds them. */
@Service
@Transactional(readOnly = true)
public class CartService {

	private final CartRepository carts;

	private final UserRepository users;

	private final ProductRepository products;

	CartService(CartRepository carts, UserRepository users, ProductRepository products) {
		this.carts = carts;
		this.users = users;
		this.products = products;
	}

	/** The newest carts, in two queries however many they are. */
	public List<CartResponse> newest(int limit) {
		List<Long> ids = this.carts.findNewestIds(Limit.of(limit));
		return this.carts.findAllByIdInOrderByCreatedAtDescIdDesc(ids).stream().map(CartResponse::of).toList();
	}

	Optional<CartResponse> find(UUID reference) {
		return this.carts.findByReference(reference).map(CartResponse::of);
	}

	@Transactional
	CartResponse create(CartRequest request) {
		User user = this.users.findById(request.userId())
			.orElseThrow(() -> new UnknownReferenceException("There is no user " + request.userId() + "."));
		Map<Long, Integer> quantities = new LinkedHashMap<>();
		request.items().forEach((item) -> quantities.merge(item.productId(), item.quantity(), Integer::sum));
		Map<Long, Product> found = this.products.findAllByIdIn(quantities.keySet())
			.stream()
			.collect(Collectors.toMap(Product::id, Function.identity()));
		Cart cart = new Cart(user);
		quantities.forEach((id, quantity) -> {
			Product product = found.get(id);
			if (product == null) {
				throw new UnknownReferenceException("There is no product " + id + ".");
			}
			cart.add(product, quantity);
		});
		return CartResponse.of(this.carts.save(cart));
	}

}
