SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
ALTER TABLE app.t DROP CONSTRAINT w_ok;
DROP OPERATOR app.= (app.word, app.word);
DROP CAST (text AS app.word);
DROP FUNCTION app.word_send(app.word);
DROP FUNCTION app.word_recv(internal);
DROP FUNCTION app.same(app.word, app.word);
DROP TYPE app.later;
DROP DOMAIN app.short;
ALTER TABLE app.t ALTER COLUMN many TYPE text[] USING many::text[]::text[];
ALTER TABLE app.t ALTER COLUMN w TYPE text;
DO $$BEGIN
  IF EXISTS (
    WITH t AS (
      SELECT * FROM pg_catalog.pg_type
      WHERE oid = pg_catalog.to_regtype('app.word')),
    own AS (
      SELECT 'pg_catalog.pg_type'::pg_catalog.regclass AS class, v.oid
      FROM t, LATERAL (VALUES (t.oid), (t.typarray)) v (oid)
      UNION ALL
      SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, f.oid
      FROM t, pg_catalog.unnest(ARRAY[t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typmodout, t.typanalyze,
  t.typsubscript]::pg_catalog.oid[]) f (oid))
    SELECT FROM pg_catalog.pg_depend d
    JOIN own ON (d.refclassid, d.refobjid) = (own.class, own.oid) AND own.oid >= 16384
    WHERE d.deptype = 'n' AND (d.classid, d.objid) NOT IN (SELECT class, oid FROM own)
  ) THEN
    RAISE EXCEPTION USING message = 'other objects depend on type app.word';
  END IF;
END$$;
DROP TYPE app.word CASCADE;
COMMIT;
