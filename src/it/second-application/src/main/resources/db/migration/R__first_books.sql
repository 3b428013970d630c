INSERT INTO author (pen_name) VALUES ('Mary Shelley') ON CONFLICT (pen_name) DO NOTHING;

INSERT INTO book (id, title, author_id)
SELECT nextval('book_seq'), 'Frankenstein', id FROM author
WHERE pen_name = 'Mary Shelley' AND NOT EXISTS (SELECT FROM book WHERE title = 'Frankenstein');
