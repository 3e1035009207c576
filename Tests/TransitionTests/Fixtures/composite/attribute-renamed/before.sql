CREATE SCHEMA app;
CREATE TYPE app.address AS (street text, zip text);
COMMENT ON COLUMN app.address.zip IS 'For letters.';
CREATE TABLE app.people (id integer, home app.address, CONSTRAINT zip_said CHECK ((home).zip <> ''));
CREATE INDEX people_zip ON app.people (((home).zip));
CREATE VIEW app.zips WITH (security_invoker = true) AS SELECT (home).zip AS zip FROM app.people;
CREATE FUNCTION app.zip_of(a app.address) RETURNS text LANGUAGE plpgsql AS $$BEGIN
  RETURN (a).zip;
END
$$;
CREATE FUNCTION app.street_of(a app.address) RETURNS text LANGUAGE plpgsql AS $$BEGIN
  RETURN (a).street;
END
$$;
