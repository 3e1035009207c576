CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('a');
CREATE FUNCTION app.from_sql(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'prsd_lextype';
CREATE FUNCTION app.to_sql(internal) RETURNS app.mood LANGUAGE internal IMMUTABLE AS 'enum_recv';
CREATE TRANSFORM FOR app.mood LANGUAGE plpgsql (FROM SQL WITH FUNCTION app.from_sql(internal), TO SQL WITH FUNCTION app.to_sql(internal));
COMMENT ON TRANSFORM FOR app.mood LANGUAGE plpgsql IS 'moods';
CREATE FUNCTION app.f(app.mood) RETURNS integer LANGUAGE plpgsql TRANSFORM FOR TYPE app.mood AS 'BEGIN RETURN 1; END';
