SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
DROP INDEX app.t_m;
ALTER TABLE app.t DROP CONSTRAINT some_m;
DROP OPERATOR CLASS app.moods USING btree;
DROP OPERATOR app.<<< (app.mood, app.mood);
DROP CAST (app.mood AS integer);
DROP AGGREGATE app.count(app.mood);
DROP FUNCTION app.order_of(app.mood, app.mood);
DROP FUNCTION app.number(app.mood);
DROP FUNCTION app.less(app.mood, app.mood);
ALTER TYPE app.mood RENAME TO mood__plumb_old;
CREATE TYPE app.mood AS ENUM ('b', 'a');
ALTER TABLE app.t ALTER COLUMN m TYPE app.mood USING m::text::app.mood;
DROP TYPE app.mood__plumb_old;
CREATE FUNCTION app.less(app.mood, app.mood)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $$SELECT $1::text < $2::text$$;
CREATE FUNCTION app.number(app.mood)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $$SELECT length($1::text)$$;
CREATE FUNCTION app.order_of(app.mood, app.mood)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $$SELECT btint4cmp(1, 1)$$;
CREATE AGGREGATE app.count(app.mood) (
  SFUNC = int8inc_any,
  STYPE = bigint,
  INITCOND = '0'
);
CREATE CAST (app.mood AS integer) WITH FUNCTION app.number(app.mood);
CREATE OPERATOR app.<<< (
  FUNCTION = app.less,
  LEFTARG = app.mood,
  RIGHTARG = app.mood
);
CREATE OPERATOR CLASS app.moods
  FOR TYPE app.mood USING btree AS
  OPERATOR 1 app.<<<,
  FUNCTION 1 (app.mood, app.mood) app.order_of(app.mood,app.mood);
CREATE VIEW app.v AS
SELECT app.count(t.m) AS n
   FROM app.t
  WHERE (t.m OPERATOR(app.<<<) t.m);
ALTER TABLE app.t ADD CONSTRAINT some_m CHECK (((m)::integer > 0));
CREATE INDEX t_m ON app.t (m app.moods);
COMMIT;
