-- The data of a dump, tables in alphabetical order.
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);

COPY public.cart (user_id) FROM stdin;
51
52
\.

COPY public."user" (id, name) FROM stdin;
51	Barbara
52	Tony
\.
