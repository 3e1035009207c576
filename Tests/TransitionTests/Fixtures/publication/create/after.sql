CREATE SCHEMA app;
CREATE TABLE app.t (id bigint PRIMARY KEY, n integer, s text);
CREATE TABLE app.u (id bigint PRIMARY KEY, n integer);
CREATE PUBLICATION feed FOR TABLE app.t WHERE (n > 5), TABLES IN SCHEMA app WITH (publish = 'insert, update');
COMMENT ON PUBLICATION feed IS 'For the warehouse.';
