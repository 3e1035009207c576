SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE SUBSCRIPTION sub_create CONNECTION 'host=far.example.com dbname=shop password=${env:SECRET}'
  PUBLICATION feed, "Other feed"
  WITH (connect = false, slot_name = 'a_slot', "binary" = true, streaming = on, disable_on_error = true);
COMMENT ON SUBSCRIPTION sub_create IS 'From the shop.';
COMMIT;
