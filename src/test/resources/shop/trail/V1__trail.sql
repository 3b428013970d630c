CREATE TABLE step (id int PRIMARY KEY, user_id bigint REFERENCES public."user");
CREATE TABLE note (step_id int REFERENCES step);
