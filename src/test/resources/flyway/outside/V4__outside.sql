CREATE TABLE outside (id int REFERENCES first);
