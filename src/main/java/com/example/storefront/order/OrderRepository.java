package com.example.storefront.order;

import java.util.List;

import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.repository.Repository;

interface OrderRepository extends Repository<Order, Long> {

	@EntityGraph(attributePaths = { "user", "lines" })
	List<Order> findAllByOrderByNumberDesc();

}
