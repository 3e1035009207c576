CREATE SCHEMA app;
CREATE FUNCTION app.check(text[], oid) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE FOREIGN DATA WRAPPER w VALIDATOR app.check OPTIONS (debug 'true', secret 'it''s \ secret');
COMMENT ON FOREIGN DATA WRAPPER w IS 'Reaches files.';
GRANT USAGE ON FOREIGN DATA WRAPPER w TO ann;
