SET check_function_bodies = off;
SET search_path = public;

BEGIN;
INSERT INTO app.plans (code, name, price) VALUES
  ('team', 'Team', '30.00');
UPDATE ONLY app.plans SET name = 'Pro', price = '12.00' WHERE code = 'pro';
COMMIT;
