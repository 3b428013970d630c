package com.example.storefront.cart;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CartRepository extends Repository<Cart, Long> {

	Cart save(Cart cart);

	/**
	 * Identifiers only: a limit on carts joined with their items would be applied in
	 * memory.
	 */
	@Query("select c.id from Cart c order by c.createdAt desc, c.id desc")
	List<Long> findNewestIds(Limit limit);

	@EntityGraph(attributePaths = { "user", "items.product" })
	List<Cart> findAllByIdInOrderByCreatedAtDescIdDesc(Collection<Long> ids);

	@EntityGraph(attributePaths = { "user", "items.product" })
	Optional<Cart> findByReference(UUID reference);

}
