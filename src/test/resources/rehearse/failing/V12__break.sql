CREATE TABLE before_the_failure (id int);
-- a row that breaks it
ALTER TABLE "user" ADD CONSTRAINT short CHECK (length(name) < 3);
