-- Every column is given: a schema created from the entities has no defaults.

INSERT INTO "user" (email, display_name, locale, created_at) VALUES
  ('ada@example.com', 'Ada Lovelace', 'en', now()),
  ('grace@example.com', 'Grace Hopper', 'en', now()),
  ('konrad@example.com', 'Konrad Zuse', 'de', now())
ON CONFLICT (email) DO NOTHING;

INSERT INTO product (sku, name, description, price, stock) VALUES
  ('BAG-CANVAS', 'Canvas bag', 'Carries a week of groceries, and folds into its own pocket.', 18.00, 120),
  ('BOARD-OAK', 'Oak cutting board', 'One piece of oak, oiled, 40 by 25 centimetres.', 42.50, 24),
  ('CUP-ENAMEL', 'Enamel cup', 'White with a blue rim. Survives the campfire.', 9.90, 200),
  ('KETTLE-1L', 'Gooseneck kettle', 'One litre, for those who pour slowly.', 64.00, 15),
  ('LAMP-DESK', 'Desk lamp', 'Warm light on a long arm.', 89.00, 8),
  ('NOTEBOOK-A5', 'Notebook A5', '192 pages, dotted, lies flat.', 12.50, 340),
  ('PEN-BRASS', 'Brass pen', 'Takes any G2 refill and ages well.', 29.00, 60),
  ('TOWEL-LINEN', 'Linen towel', 'Dries dishes, then itself.', 14.20, 0)
ON CONFLICT (sku) DO NOTHING;

INSERT INTO cart (reference, user_id, created_at)
SELECT seed.reference::uuid, u.id, now()
FROM (VALUES
  ('5f1c6d0e-0b1a-4c57-9f5e-3a3d6f0c1a01', 'ada@example.com'),
  ('5f1c6d0e-0b1a-4c57-9f5e-3a3d6f0c1a02', 'grace@example.com'),
  ('5f1c6d0e-0b1a-4c57-9f5e-3a3d6f0c1a03', 'konrad@example.com')
) AS seed (reference, email)
JOIN "user" u ON u.email = seed.email
ON CONFLICT (reference) DO NOTHING;

INSERT INTO cart_item (cart_id, product_id, quantity)
SELECT c.id, p.id, seed.quantity
FROM (VALUES
  ('5f1c6d0e-0b1a-4c57-9f5e-3a3d6f0c1a01', 'NOTEBOOK-A5', 3),
  ('5f1c6d0e-0b1a-4c57-9f5e-3a3d6f0c1a01', 'PEN-BRASS', 1),
  ('5f1c6d0e-0b1a-4c57-9f5e-3a3d6f0c1a02', 'KETTLE-1L', 1),
  ('5f1c6d0e-0b1a-4c57-9f5e-3a3d6f0c1a02', 'CUP-ENAMEL', 4),
  ('5f1c6d0e-0b1a-4c57-9f5e-3a3d6f0c1a03', 'LAMP-DESK', 1)
) AS seed (reference, sku, quantity)
JOIN cart c ON c.reference = seed.reference::uuid
JOIN product p ON p.sku = seed.sku
ON CONFLICT (cart_id, product_id) DO NOTHING;

INSERT INTO orders (number, user_id, state, placed_at)
SELECT seed.number, u.id, seed.state, now()
FROM (VALUES
  ('S-1001', 'ada@example.com', 'SHIPPED'),
  ('S-1002', 'konrad@example.com', 'PLACED')
) AS seed (number, email, state)
JOIN "user" u ON u.email = seed.email
ON CONFLICT (number) DO NOTHING;

INSERT INTO order_line (order_id, product_id, quantity, unit_price)
SELECT o.id, p.id, seed.quantity, p.price
FROM (VALUES
  ('S-1001', 'BOARD-OAK', 1),
  ('S-1001', 'TOWEL-LINEN', 2),
  ('S-1002', 'BAG-CANVAS', 2)
) AS seed (number, sku, quantity)
JOIN orders o ON o.number = seed.number
JOIN product p ON p.sku = seed.sku
ON CONFLICT (order_id, product_id) DO NOTHING;
