SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE FUNCTION app.a()
 RETURNS bigint
 LANGUAGE sql
AS $$SELECT sum(n) FROM app.t$$;
CREATE FUNCTION app.c()
 RETURNS bigint
 LANGUAGE plpgsql
AS $$BEGIN RETURN (SELECT count(*) FROM app.later); END$$;
CREATE TABLE app.later (
  id integer
);
ALTER TABLE app.t ADD COLUMN n integer;
CREATE FUNCTION app.b()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT sum(t.n) AS sum
    FROM app.t,
     app.later;
END;
COMMIT;
