CREATE TABLE second_b (id int REFERENCES first);
