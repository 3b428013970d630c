ALTER TABLE book ADD CONSTRAINT book_pages_positive CHECK (pages > 0);
