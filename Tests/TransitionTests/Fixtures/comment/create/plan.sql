SET check_function_bodies = off;
SET search_path = public;

BEGIN;
COMMENT ON TABLE app.t IS 'it''s a table';
COMMENT ON COLUMN app.t.id IS E'a \\ b';
COMMIT;
