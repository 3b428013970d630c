package com.acme.lending;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

interface BookRepository extends JpaRepository<Book, Long> {

	Book findByTitle(String title);

	List<Book> findAllByOrderByTitle();

}
