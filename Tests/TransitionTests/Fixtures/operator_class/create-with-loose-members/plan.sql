SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OPERATOR FAMILY app.point_ops2 USING gist;
ALTER OPERATOR FAMILY app.point_ops2 USING gist ADD OPERATOR 15 <-> (point, point) FOR ORDER BY pg_catalog.float_ops;
ALTER OPERATOR FAMILY app.point_ops2 USING gist ADD OPERATOR 6 ~= (point, point);
ALTER OPERATOR FAMILY app.point_ops2 USING gist ADD OPERATOR 7 app.~= (point, point);
ALTER OPERATOR FAMILY app.point_ops2 USING gist ADD FUNCTION 3 (point, point) gist_point_compress(internal);
ALTER OPERATOR FAMILY app.point_ops2 USING gist ADD FUNCTION 8 (point, point) gist_point_distance(internal,point,smallint,oid,internal);
ALTER OPERATOR FAMILY app.point_ops2 USING gist ADD FUNCTION 9 (point, point) gist_point_fetch(internal);
CREATE OPERATOR CLASS app.point_ops2
  FOR TYPE point USING gist AS
  FUNCTION 1 (point, point) gist_point_consistent(internal,point,smallint,oid,internal),
  FUNCTION 2 (point, point) gist_box_union(internal,internal),
  FUNCTION 5 (point, point) gist_box_penalty(internal,internal,internal),
  FUNCTION 6 (point, point) gist_box_picksplit(internal,internal),
  FUNCTION 7 (point, point) gist_box_same(box,box,internal),
  STORAGE box;
CREATE TABLE app.places (
  p point
);
CREATE INDEX places_p ON app.places USING gist (p app.point_ops2);
COMMIT;
