-- Row 26: DROP TYPE … CASCADE removes a populated column of another schema's table; the same for a domain and a row type.
CREATE SCHEMA other;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
CREATE DOMAIN public.mail AS text;
CREATE TABLE public.address (street text);
CREATE TABLE other.person (id int PRIMARY KEY, mood public.mood, moods public.mood[], mail public.mail DEFAULT 'x', home public.address);
CREATE INDEX person_mood ON other.person (mood);
CREATE VIEW other.moods AS SELECT mood FROM other.person;
INSERT INTO other.person (id, mood) VALUES (1, 'sad');
