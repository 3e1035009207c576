CREATE SCHEMA app;
CREATE FUNCTION app.near(point, point) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 <-> $2 < 1';
CREATE OPERATOR app.~= (FUNCTION = app.near, LEFTARG = point, RIGHTARG = point);
