SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TABLE app.t (
  s character varying,
  CONSTRAINT t_s_check CHECK (((s)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])))
);
COMMIT;
