SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TRANSFORM FOR app.mood LANGUAGE plpgsql (FROM SQL WITH FUNCTION app.from_sql(internal), TO SQL WITH FUNCTION app.to_sql(internal));
CREATE FUNCTION app.f(app.mood)
 RETURNS integer
 LANGUAGE plpgsql
 TRANSFORM FOR TYPE app.mood
AS $$BEGIN RETURN 1; END$$;
COMMENT ON TRANSFORM FOR app.mood LANGUAGE plpgsql IS 'moods';
COMMIT;
