SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ALTER COLUMN n SET STATISTICS -1;
DO $$BEGIN
  EXECUTE (
    SELECT pg_catalog.format('ALTER TABLE %s ALTER COLUMN %I SET STORAGE %s',
      'app.t', a.attname,
      CASE t.typstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'
        WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END)
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = 'app.t'::pg_catalog.regclass
      AND a.attname = 's');
END$$;
ALTER TABLE app.t ALTER COLUMN s SET COMPRESSION default;
COMMIT;
