-- Row 19: a sequence that another schema's default uses breaks Flyway's clean with 2BP01.
CREATE SCHEMA other;
CREATE SEQUENCE public.s;
CREATE TABLE other.numbered (id int DEFAULT nextval('public.s'), note text);
INSERT INTO other.numbered (note) VALUES ('kept');
