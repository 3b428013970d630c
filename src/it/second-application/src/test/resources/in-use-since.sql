-- What readers and people with a psql prompt left in the database since the second migration.

INSERT INTO "user" (email) VALUES ('victor@example.org');

INSERT INTO loan (book_id, reader_id, "end")
SELECT book.id, "user".id, date '2024-05-01' FROM book, "user";

UPDATE book SET current_loan_id = loan.id FROM loan WHERE loan.book_id = book.id;

CREATE VIEW overdue AS
SELECT book.title, loan."end" FROM book JOIN loan ON loan.id = book.current_loan_id WHERE loan."end" < now();
