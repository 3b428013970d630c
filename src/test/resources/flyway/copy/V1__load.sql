CREATE TABLE loaded (id int, name text);
COPY loaded (id, name) FROM stdin;
1	DROP TABLE loaded;
2	\N
3	a ; b
\.
INSERT INTO loaded VALUES (4, $$x$$);
