-- Worked on the author's machine, where nothing depended on the table.

CREATE TABLE book_with_isbn (
  id              bigint PRIMARY KEY,
  title           varchar(255) NOT NULL,
  isbn            varchar(255),
  author_id       bigint NOT NULL REFERENCES author,
  current_loan_id bigint UNIQUE REFERENCES loan
);

INSERT INTO book_with_isbn (id, title, author_id, current_loan_id)
SELECT id, title, author_id, current_loan_id FROM book;

DROP TABLE book;

ALTER TABLE book_with_isbn RENAME TO book;
ALTER TABLE loan ADD CONSTRAINT loan_book_id_fkey FOREIGN KEY (book_id) REFERENCES book;
