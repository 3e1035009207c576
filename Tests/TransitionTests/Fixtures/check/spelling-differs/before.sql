CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);ALTER TABLE app.t ADD CONSTRAINT a CHECK (s IN ('x', 'y') AND (n)::bigint BETWEEN 1 AND 2);
