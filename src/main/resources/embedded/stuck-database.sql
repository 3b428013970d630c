-- A shop with customers, migrated up to version 4, with what its earlier lives and its people left in it.

INSERT INTO "user" (name, email, created_at)
SELECT 'Customer ' || n, 'customer' || n || '@example.org', timestamptz '2024-03-01 09:00Z' + n * interval '7 hours'
FROM generate_series(1, 60) AS n;

INSERT INTO product (sku, name, description, price)
SELECT 'OLD-' || lpad(n::text, 3, '0'), 'Product ' || n, 'From before the migrations got stuck.', 4.50 + n
FROM generate_series(1, 25) AS n;

INSERT INTO cart (reference, user_id, created_at)
SELECT gen_random_uuid(), id, created_at + interval '1 day' FROM "user" WHERE id % 3 <> 0;

INSERT INTO cart_item (cart_id, product_id, quantity)
SELECT c.id, p.id, 1 + (c.id + p.id) % 4 FROM cart c JOIN product p ON (c.id + p.id) % 8 = 0;

INSERT INTO orders (number, user_id, state, placed_at)
SELECT 'S-' || lpad(id::text, 4, '0'), id, CASE WHEN id % 10 = 0 THEN 'CANCELLED' ELSE 'SHIPPED' END,
       created_at + interval '2 days'
FROM "user" WHERE id % 2 = 0;

INSERT INTO order_line (order_id, product_id, quantity, unit_price)
SELECT o.id, p.id, 1 + o.id % 3, p.price FROM orders o JOIN product p ON (o.id + p.id) % 9 = 0;

-- the shop was written in Python once
CREATE TABLE alembic_version (
  version_num varchar(32) NOT NULL,
  CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version (version_num) VALUES ('8f2a6c0d4e1b');

-- made by hand for a report, known to no migration
CREATE VIEW active_customer AS
SELECT u.id, u.name, u.email, max(o.placed_at) AS last_order
FROM "user" u JOIN orders o ON o.user_id = u.id
WHERE o.state <> 'CANCELLED'
GROUP BY u.id;
