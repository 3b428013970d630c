package com.acme.lending;

import java.time.LocalDate;
import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LendingController {

	private final BookRepository books;

	private final LoanRepository loans;

	private final ReaderRepository readers;

	LendingController(BookRepository books, LoanRepository loans, ReaderRepository readers) {
		this.books = books;
		this.loans = loans;
		this.readers = readers;
	}

	record OnShelf(String title, String author, String lentTo) {

	}

	@GetMapping("/books")
	@Transactional(readOnly = true)
	public List<OnShelf> books() {
		return this.books.findAllByOrderByTitle()
			.stream()
			.map((book) -> new OnShelf(book.title(), book.author().penName(), book.lentTo()))
			.toList();
	}

	@PostMapping("/loans")
	@Transactional
	@ResponseStatus(HttpStatus.CREATED)
	public void lend(@RequestParam String title, @RequestParam String email) {
		Book book = this.books.findByTitle(title);
		Reader reader = this.readers.save(new Reader(email));
		book.lend(this.loans.save(new Loan(book, reader, LocalDate.now().plusWeeks(4))));
	}

}
