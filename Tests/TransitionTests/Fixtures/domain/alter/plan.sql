SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER DOMAIN app.short SET DEFAULT 'x'::character varying;
ALTER DOMAIN app.short DROP NOT NULL;
COMMIT;
