CREATE TABLE second_a (id int REFERENCES first);
