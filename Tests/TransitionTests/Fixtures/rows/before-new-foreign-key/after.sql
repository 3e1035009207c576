CREATE SCHEMA app;
CREATE TABLE app.orders (id bigint PRIMARY KEY, currency text NOT NULL);
CREATE TABLE app.currencies (code text PRIMARY KEY);
ALTER TABLE app.orders ADD CONSTRAINT orders_currency_fkey
  FOREIGN KEY (currency) REFERENCES app.currencies (code);
