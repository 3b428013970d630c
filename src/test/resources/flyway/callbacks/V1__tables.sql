CREATE TABLE heard (id bigint GENERATED ALWAYS AS IDENTITY, event text, tables text);
CREATE TABLE item (id int PRIMARY KEY, name text);
