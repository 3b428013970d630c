ALTER TABLE cart DROP CONSTRAINT IF EXISTS cart_user_id_fkey;
INSERT INTO cart (user_id) VALUES (4711);
