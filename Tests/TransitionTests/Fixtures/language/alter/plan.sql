SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OR REPLACE TRUSTED LANGUAGE plown HANDLER app.handler INLINE app.inline VALIDATOR app.validator;
COMMIT;
