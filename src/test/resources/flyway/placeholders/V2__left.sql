CREATE TABLE plain (text text DEFAULT '#[name]');
