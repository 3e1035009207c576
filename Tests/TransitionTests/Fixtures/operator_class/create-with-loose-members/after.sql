CREATE SCHEMA app;
CREATE FUNCTION app.near(point, point) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 <-> $2 < 1';
CREATE OPERATOR app.~= (FUNCTION = app.near, LEFTARG = point, RIGHTARG = point);
CREATE OPERATOR CLASS app.point_ops2 FOR TYPE point USING gist AS
  OPERATOR 6 ~=, OPERATOR 7 app.~=, OPERATOR 15 <->(point, point) FOR ORDER BY float_ops,
  FUNCTION 1 gist_point_consistent(internal, point, smallint, oid, internal), FUNCTION 2 gist_box_union(internal, internal),
  FUNCTION 3 gist_point_compress(internal), FUNCTION 5 gist_box_penalty(internal, internal, internal),
  FUNCTION 6 gist_box_picksplit(internal, internal), FUNCTION 7 gist_box_same(box, box, internal), FUNCTION 8 gist_point_distance(internal, point, smallint, oid, internal),
  FUNCTION 9 gist_point_fetch(internal), STORAGE box;
CREATE TABLE app.places (p point);
CREATE INDEX places_p ON app.places USING gist (p app.point_ops2);
