-- Row 10: "must be owner of view pg_stat_statements" (Render, ElephantSQL): the host put the extension into public.
CREATE EXTENSION pg_stat_statements;
