-- Row 12: a table of another role in our schema: information_schema hides it, Flyway says OK and leaves it.
CREATE TABLE public.theirs (id int);
