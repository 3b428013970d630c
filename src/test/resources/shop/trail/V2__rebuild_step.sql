DROP TABLE step;
CREATE TABLE step (id bigint PRIMARY KEY, user_id bigint REFERENCES public."user");
