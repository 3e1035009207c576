SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.plans ALTER COLUMN price TYPE numeric(9,3);
UPDATE ONLY app.plans SET price = '0.000' WHERE code = 'free';
UPDATE ONLY app.plans SET price = '1.500' WHERE code = 'pro';
COMMIT;
