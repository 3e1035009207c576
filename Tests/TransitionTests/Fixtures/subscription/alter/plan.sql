SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER SUBSCRIPTION sub_alter CONNECTION 'postgresql://me:${env:SECRET}@near.example.com/shop';
ALTER SUBSCRIPTION sub_alter SET PUBLICATION feed, more WITH (refresh = false);
ALTER SUBSCRIPTION sub_alter SET (slot_name = NONE, synchronous_commit = 'local', streaming = on);
COMMIT;
