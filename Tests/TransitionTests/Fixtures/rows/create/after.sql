CREATE SCHEMA app;
CREATE TABLE app.countries (code character(2) PRIMARY KEY, name text NOT NULL, currency text,
  tags text[], facts jsonb, since timestamptz, active boolean, rate numeric(6,2),
  seen timestamptz DEFAULT now());
CREATE TABLE app.currencies (code text PRIMARY KEY, name text NOT NULL);
ALTER TABLE app.countries ADD CONSTRAINT countries_currency_fkey
  FOREIGN KEY (currency) REFERENCES app.currencies (code);
