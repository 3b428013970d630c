package com.example.storefront.product;

import java.util.Collection;
import java.util.List;

import org.springframework.data.repository.Repository;

/** The catalogue. */
public interface ProductRepository extends Repository<Product, Long> {

	List<Product> findAllByIdIn(Collection<Long> ids);

	List<Product> findAllByOrderByNameAscIdAsc();

}
