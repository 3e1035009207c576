SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ADD CONSTRAINT t_apart EXCLUDE USING gist (place WITH &&);
ALTER TABLE app.t ADD CONSTRAINT t_free EXCLUDE USING gist (room WITH =, during WITH &&);
ALTER TABLE app.t ADD CONSTRAINT t_other EXCLUDE USING gist (room WITH =, lower(during) WITH <>) WHERE ((room > 1));
ALTER TABLE app.t ADD CONSTRAINT t_room EXCLUDE USING gist (room WITH =, place WITH &&);
ALTER TABLE app.t ADD CONSTRAINT t_same EXCLUDE (room WITH =) WHERE ((room > 0));
COMMIT;
