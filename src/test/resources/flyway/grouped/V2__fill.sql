INSERT INTO item SELECT n, 'item ' || n FROM generate_series(1, 100) n;
