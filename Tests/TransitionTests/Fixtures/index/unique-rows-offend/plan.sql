SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE UNIQUE INDEX t_id ON app.t (id DESC) WHERE (id > 0);
CREATE UNIQUE INDEX t_name ON app.t (lower(name));
CREATE UNIQUE INDEX t_place ON app.t (place) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX t_place_2 ON app.t (place);
COMMIT;
