SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE ONLY app.p ADD CONSTRAINT p_pkey PRIMARY KEY (id, day);
ALTER TABLE app.r ADD CONSTRAINT r_pkey PRIMARY KEY (id, day);
ALTER INDEX app.p_pkey ATTACH PARTITION app.r_pkey;
ALTER TABLE app.q ADD CONSTRAINT q_own PRIMARY KEY (id, day);
ALTER INDEX app.p_pkey ATTACH PARTITION app.q_own;
COMMIT;
