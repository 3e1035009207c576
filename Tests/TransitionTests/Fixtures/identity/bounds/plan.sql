SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.down ALTER COLUMN id SET MINVALUE -2147483648 SET MAXVALUE 2147483647;
SELECT pg_catalog.setval('app.down_id_seq', -1, false) FROM app.down_id_seq WHERE last_value > -1 OR NOT is_called AND last_value < -2147483648;
ALTER TABLE app.down ALTER COLUMN id SET INCREMENT BY -1 SET NO MINVALUE SET NO MAXVALUE SET START WITH -1;
ALTER TABLE app.fresh ALTER COLUMN id SET MINVALUE 1 SET MAXVALUE 90;
SELECT pg_catalog.setval('app.fresh_id_seq', 1, false) FROM app.fresh_id_seq WHERE last_value < 1 OR NOT is_called AND last_value > 10;
ALTER TABLE app.fresh ALTER COLUMN id SET INCREMENT BY 1 SET NO MINVALUE SET MAXVALUE 10 SET START WITH 1 SET NO CYCLE;
ALTER TABLE app.raised ALTER COLUMN id SET MINVALUE 5 SET MAXVALUE 900;
SELECT pg_catalog.setval('app.raised_id_seq', 100, false) FROM app.raised_id_seq WHERE last_value < 100 OR NOT is_called AND last_value > 900;
ALTER TABLE app.raised ALTER COLUMN id SET INCREMENT BY 1 SET MINVALUE 100 SET MAXVALUE 900 SET START WITH 100;
SELECT pg_catalog.setval('app.typed_id_seq', 1, false) FROM app.typed_id_seq WHERE last_value < 1 OR NOT is_called AND last_value > 4000000000;
ALTER TABLE app.typed ALTER COLUMN id SET INCREMENT BY 1 SET NO MINVALUE SET MAXVALUE 4000000000 SET START WITH 1 SET CACHE 5;
ALTER TABLE app.up ALTER COLUMN id SET MINVALUE -2147483648 SET MAXVALUE 2147483647;
SELECT pg_catalog.setval('app.up_id_seq', 1, false) FROM app.up_id_seq WHERE last_value < 1 OR NOT is_called AND last_value > 2147483647;
ALTER TABLE app.up ALTER COLUMN id SET INCREMENT BY 1 SET NO MINVALUE SET NO MAXVALUE SET START WITH 1;
COMMIT;
