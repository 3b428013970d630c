INSERT INTO "user" (name) SELECT 'seeded' WHERE NOT EXISTS (SELECT FROM "user" WHERE name = 'seeded');
