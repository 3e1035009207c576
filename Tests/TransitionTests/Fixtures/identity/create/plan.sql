SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
SELECT pg_catalog.setval('app.t_id_seq', pg_catalog.max(id)) FROM app.t HAVING pg_catalog.max(id) IS NOT NULL;
COMMIT;
