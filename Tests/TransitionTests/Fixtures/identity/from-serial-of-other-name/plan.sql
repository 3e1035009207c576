SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ALTER COLUMN id DROP DEFAULT;
ALTER SEQUENCE app."Numbers" RENAME TO "Numbers__plumb_old";
ALTER TABLE app.t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (INCREMENT BY 10);
SELECT pg_catalog.setval('app.t_id_seq', last_value, is_called) FROM app."Numbers__plumb_old";
DROP SEQUENCE app."Numbers__plumb_old";
SELECT pg_catalog.setval('app.t_id_seq', pg_catalog.max(id)) FROM app.t HAVING pg_catalog.max(id) >= (SELECT last_value FROM app.t_id_seq);
COMMIT;
