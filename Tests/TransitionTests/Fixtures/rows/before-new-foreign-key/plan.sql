SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TABLE app.currencies (
  code text,
  CONSTRAINT currencies_pkey PRIMARY KEY (code)
);
INSERT INTO app.currencies (code) VALUES
  ('EUR');
ALTER TABLE app.orders ADD CONSTRAINT orders_currency_fkey FOREIGN KEY (currency) REFERENCES app.currencies(code);
COMMIT;
