SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TABLE app.countries (
  code character(2),
  name text NOT NULL,
  currency text,
  tags text[],
  facts jsonb,
  since timestamp with time zone,
  active boolean,
  rate numeric(6,2),
  seen timestamp with time zone DEFAULT now(),
  CONSTRAINT countries_pkey PRIMARY KEY (code)
);
CREATE TABLE app.currencies (
  code text,
  name text NOT NULL,
  CONSTRAINT currencies_pkey PRIMARY KEY (code)
);
INSERT INTO app.currencies (code, name) VALUES
  ('EUR', 'Euro');
INSERT INTO app.countries (code, active, currency, facts, name, rate, since, tags) VALUES
  ('NO', 'false', NULL, NULL, E'Norway''s \\ kingdom', '25.50', NULL, NULL),
  ('DE', 'true', 'EUR', '{"big": true, "seats": [1, 2.50], "capital": "Berlin"}', 'Germany', '19.00', '1949-05-23 00:00:00+00', '{eu,"a,b",NULL}');
ALTER TABLE app.countries ADD CONSTRAINT countries_currency_fkey FOREIGN KEY (currency) REFERENCES app.currencies(code);
COMMIT;
