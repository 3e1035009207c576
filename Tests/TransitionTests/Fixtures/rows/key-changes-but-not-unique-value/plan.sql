SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DELETE FROM ONLY app.labels WHERE id = '2';
INSERT INTO app.labels (id, name, parent) OVERRIDING SYSTEM VALUE VALUES
  ('3', 'leaf', '1');
SELECT pg_catalog.setval(s.sequence, s.last) FROM (SELECT pg_catalog.pg_get_serial_sequence('app.labels', 'id')::pg_catalog.regclass AS sequence, pg_catalog.max(id) AS last FROM app.labels) s WHERE s.last > COALESCE(pg_catalog.pg_sequence_last_value(s.sequence), 0);
COMMIT;
