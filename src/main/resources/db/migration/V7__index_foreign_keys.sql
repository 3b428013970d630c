CREATE INDEX cart_user_id_idx ON cart (user_id);
CREATE INDEX cart_item_product_id_idx ON cart_item (product_id);
CREATE INDEX orders_user_id_idx ON orders (user_id);
CREATE INDEX order_line_product_id_idx ON order_line (product_id);
