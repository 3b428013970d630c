-- Rows 19, 26 and 27: what another schema would lose: a populated column, a default, a foreign key, a view.
CREATE SCHEMA other;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
CREATE TABLE other.person (id int PRIMARY KEY, mood public.mood);
INSERT INTO other.person VALUES (1, 'sad');
CREATE SEQUENCE public.s;
CREATE TABLE other.numbered (id int DEFAULT nextval('public.s'));
CREATE TABLE public.account (id int PRIMARY KEY);
CREATE TABLE other.bill (account int CONSTRAINT bill_account_fkey REFERENCES public.account);
CREATE VIEW other.accounts AS SELECT * FROM public.account;
