SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP SUBSCRIPTION sub_two;
CREATE SUBSCRIPTION sub_two CONNECTION 'host=far.example.com'
  PUBLICATION feed
  WITH (connect = false, slot_name = NONE, two_phase = true);
COMMIT;
