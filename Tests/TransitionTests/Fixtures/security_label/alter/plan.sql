SET check_function_bodies = off;
SET search_path = public;

BEGIN;
SECURITY LABEL FOR masking ON COLUMN app.t.a IS 'MASKED BY f';
SECURITY LABEL FOR masking ON TABLE app.t IS 'another';
COMMIT;
