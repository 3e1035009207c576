SET check_function_bodies = off;
SET search_path = public;

BEGIN;
INSERT INTO app.labels (id, name, parent) OVERRIDING SYSTEM VALUE VALUES
  ('1', 'leaf', '7'),
  ('7', 'root', NULL);
SELECT pg_catalog.setval(s.sequence, s.last) FROM (SELECT pg_catalog.pg_get_serial_sequence('app.labels', 'id')::pg_catalog.regclass AS sequence, pg_catalog.max(id) AS last FROM app.labels) s WHERE s.last > COALESCE(pg_catalog.pg_sequence_last_value(s.sequence), 0);
COMMIT;
