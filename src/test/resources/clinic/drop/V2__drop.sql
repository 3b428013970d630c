-- of the schema that Flyway is in
DROP TABLE "Step";
