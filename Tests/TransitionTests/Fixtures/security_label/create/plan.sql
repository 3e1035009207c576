SET check_function_bodies = off;
SET search_path = public;

BEGIN;
SECURITY LABEL FOR masking ON SCHEMA app IS 'a schema';
SECURITY LABEL FOR masking ON TYPE app.e IS 'a type';
SECURITY LABEL FOR masking ON FUNCTION app.f(integer) IS 'TRUSTED';
SECURITY LABEL FOR masking ON COLUMN app.t.a IS 'MASKED';
SECURITY LABEL FOR masking ON TABLE app.t IS 'a table';
SECURITY LABEL FOR masking ON VIEW app.v IS 'it''s a view';
COMMIT;
