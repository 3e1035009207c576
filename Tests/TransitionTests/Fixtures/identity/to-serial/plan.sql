SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER SEQUENCE app.t_id_seq RENAME TO t_id_seq__plumb_old;
ALTER TABLE app.t ALTER COLUMN id SET NOT NULL;
CREATE SEQUENCE app.t_id_seq AS integer OWNED BY app.t.id;
SELECT pg_catalog.setval('app.t_id_seq', last_value, is_called) FROM app.t_id_seq__plumb_old;
ALTER TABLE app.t ALTER COLUMN id DROP IDENTITY;
ALTER TABLE app.t ALTER COLUMN id SET DEFAULT nextval('app.t_id_seq'::regclass);
COMMIT;
