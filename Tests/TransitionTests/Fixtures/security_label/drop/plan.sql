SET check_function_bodies = off;
SET search_path = public;

BEGIN;
SECURITY LABEL FOR masking ON VIEW app.v IS NULL;
SECURITY LABEL FOR masking ON TABLE app.t IS NULL;
SECURITY LABEL FOR masking ON COLUMN app.t.a IS NULL;
SECURITY LABEL FOR masking ON FUNCTION app.f(integer) IS NULL;
SECURITY LABEL FOR masking ON TYPE app.e IS NULL;
SECURITY LABEL FOR masking ON SCHEMA app IS NULL;
COMMIT;
