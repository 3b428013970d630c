package com.example.storefront.user;

import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

/** The customers on record. */
public interface UserRepository extends Repository<User, Long> {

	Optional<User> findById(Long id);

	List<User> findAllByOrderByDisplayNameAscIdAsc();

}
