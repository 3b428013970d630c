ALTER TABLE product ADD COLUMN stock integer NOT NULL DEFAULT 0;
ALTER TABLE product ADD CONSTRAINT product_stock_check CHECK (stock >= 0);
