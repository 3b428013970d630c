CREATE TABLE public.elsewhere (id int);
