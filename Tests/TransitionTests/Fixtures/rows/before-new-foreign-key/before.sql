CREATE SCHEMA app;
CREATE TABLE app.orders (id bigint PRIMARY KEY, currency text NOT NULL);
