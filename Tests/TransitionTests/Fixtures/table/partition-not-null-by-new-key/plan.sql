SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.p ADD CONSTRAINT p_pkey PRIMARY KEY (a, b);
ALTER TABLE app.p1 ALTER COLUMN b SET NOT NULL;
COMMIT;
