CREATE SCHEMA app;
CREATE TYPE app.e AS ENUM ('a', 'b');
CREATE FUNCTION app.f(x app.e) RETURNS text LANGUAGE sql SECURITY DEFINER SET search_path TO '' AS 'SELECT x::text';
ALTER FUNCTION app.f(app.e) OWNER TO ann;
