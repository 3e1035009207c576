SET check_function_bodies = off;
SET search_path = public;

BEGIN;
SELECT pg_catalog.setval('app.t_id_seq', 1, false) FROM app.t_id_seq WHERE last_value < 1 OR NOT is_called AND last_value > 2;
ALTER TABLE app.t ALTER COLUMN id SET INCREMENT BY 1 SET NO MINVALUE SET MAXVALUE 2 SET START WITH 1;
COMMIT;
