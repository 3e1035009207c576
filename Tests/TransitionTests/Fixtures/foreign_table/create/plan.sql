SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE FUNCTION app.f()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$BEGIN RETURN NEW; END$$;
CREATE FOREIGN TABLE app.t (
  id bigint NOT NULL,
  s text OPTIONS (column_name 'S') COLLATE pg_catalog."C" DEFAULT 'x'::text,
  d integer GENERATED ALWAYS AS (length(s)) STORED,
  CONSTRAINT t_id CHECK ((id > 0))
) SERVER s OPTIONS (table_name 'T');
CREATE TRIGGER g BEFORE INSERT ON app.t FOR EACH ROW EXECUTE FUNCTION app.f();
GRANT INSERT ON TABLE app.t TO ann;
GRANT SELECT (id) ON TABLE app.t TO ann;
COMMENT ON FOREIGN TABLE app.t IS 'Far.';
COMMENT ON COLUMN app.t.s IS 'Text.';
CREATE VIEW app.v AS
SELECT t.id
   FROM app.t;
COMMIT;
