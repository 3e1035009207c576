SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.p DETACH PARTITION app.q;
ALTER TABLE app.q RENAME CONSTRAINT q_id_not_null TO known;
ALTER TABLE app.q RENAME CONSTRAINT noted TO p_note_not_null;
ALTER TABLE app.p ATTACH PARTITION app.q FOR VALUES IN (1);
CREATE TABLE app.r PARTITION OF app.p FOR VALUES IN (2);
ALTER TABLE app.p DETACH PARTITION app.r;
ALTER TABLE app.r RENAME CONSTRAINT p_id_not_null TO r_id_not_null;
ALTER TABLE app.r RENAME CONSTRAINT p_note_not_null TO r_note_not_null;
ALTER TABLE app.p ATTACH PARTITION app.r FOR VALUES IN (2);
COMMIT;
