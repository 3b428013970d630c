CREATE TABLE "user" (id bigint PRIMARY KEY);
CREATE TABLE house_pet (
  id bigint PRIMARY KEY,
  owner_id bigint REFERENCES "user",
  the_keeper bigint UNIQUE CONSTRAINT kept REFERENCES "user" ON DELETE RESTRICT,
  patient_id bigint REFERENCES "user",
  orphan_id bigint REFERENCES "user",
  byhibernate_id bigint REFERENCES "user",
  byserver_id bigint REFERENCES "user" ON DELETE CASCADE,
  unidirectional_id bigint REFERENCES "user"
);
