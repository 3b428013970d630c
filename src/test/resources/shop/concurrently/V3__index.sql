CREATE INDEX CONCURRENTLY cart_user_id_idx ON cart (user_id);
