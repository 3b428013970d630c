-- Row 20: children of parents in another schema are silently left: partitions, and inherited tables.
CREATE SCHEMA arch;
CREATE TABLE arch.customer (id int PRIMARY KEY);
CREATE TABLE arch.parent (id int PRIMARY KEY, customer int REFERENCES arch.customer, note text) PARTITION BY RANGE (id);
CREATE INDEX parent_note ON arch.parent (note);
CREATE TABLE arch.kept PARTITION OF arch.parent FOR VALUES FROM (10) TO (20);
CREATE TABLE public.child PARTITION OF arch.parent FOR VALUES FROM (0) TO (10);
CREATE TABLE public.deep PARTITION OF arch.parent FOR VALUES FROM (20) TO (30) PARTITION BY LIST (id);
CREATE TABLE public.deepest PARTITION OF public.deep DEFAULT;
CREATE TABLE public.rest PARTITION OF arch.parent DEFAULT;
CREATE TABLE arch.animal (name text);
CREATE TABLE public.dog (bark text) INHERITS (arch.animal);
INSERT INTO arch.parent (id) VALUES (1), (11), (21), (99);
INSERT INTO public.dog VALUES ('Rex');
INSERT INTO arch.animal VALUES ('Tom');
