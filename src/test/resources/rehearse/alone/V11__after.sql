CREATE TABLE after_the_index (id int);
