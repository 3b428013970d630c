-- Row 24: foreign keys in a circle and onto the table itself, identity, serial and owned sequences, partitions.
CREATE TABLE department (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, head int);
CREATE TABLE employee (id serial PRIMARY KEY, department int REFERENCES department, boss int REFERENCES employee);
ALTER TABLE department ADD CONSTRAINT department_head_fkey FOREIGN KEY (head) REFERENCES employee DEFERRABLE INITIALLY DEFERRED;
CREATE SEQUENCE invoice_number;
CREATE TABLE invoice (number bigint PRIMARY KEY DEFAULT nextval('invoice_number'), employee int REFERENCES employee ON DELETE SET NULL);
ALTER SEQUENCE invoice_number OWNED BY invoice.number;
CREATE SEQUENCE free_sequence;
CREATE TABLE uses_free (id bigint DEFAULT nextval('free_sequence'));
CREATE TABLE measurement (at date NOT NULL, employee int REFERENCES employee) PARTITION BY RANGE (at);
CREATE TABLE measurement_2025 PARTITION OF measurement FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (employee);
CREATE TABLE measurement_2025_a PARTITION OF measurement_2025 DEFAULT;
CREATE TABLE animal (name text);
CREATE TABLE dog (bark text) INHERITS (animal);
CREATE UNLOGGED TABLE scratch (id int);
INSERT INTO department DEFAULT VALUES;
INSERT INTO employee (department) VALUES (1);
UPDATE department SET head = 1;
