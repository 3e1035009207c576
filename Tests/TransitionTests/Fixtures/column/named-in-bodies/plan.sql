SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.orders RENAME COLUMN "To pay" TO amount;
ALTER TABLE app.orders DROP COLUMN note;
DROP TABLE app.old_orders;
COMMIT;
