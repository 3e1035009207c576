CREATE SCHEMA app;
CREATE TYPE app.e AS ENUM ('b', 'a');
CREATE FUNCTION app.f(x app.e) RETURNS text LANGUAGE sql SECURITY DEFINER SET search_path TO '' AS 'SELECT x::text';
