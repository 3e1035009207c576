SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TRUSTED LANGUAGE plown HANDLER app.handler INLINE app.inline VALIDATOR app.validator;
ALTER LANGUAGE plown OWNER TO ann;
GRANT ALL ON LANGUAGE plown TO bob;
REVOKE ALL ON LANGUAGE plown FROM PUBLIC;
COMMENT ON LANGUAGE plown IS 'ours';
CREATE FUNCTION app.f()
 RETURNS integer
 LANGUAGE plown
AS $$BEGIN RETURN 1; END$$;
COMMIT;
