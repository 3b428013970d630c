CREATE INDEX CONCURRENTLY user_name_idx ON "user" (name);
