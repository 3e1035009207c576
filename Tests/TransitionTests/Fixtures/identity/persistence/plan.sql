SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER SEQUENCE app.t_id_seq SET UNLOGGED;
ALTER SEQUENCE app.u_id_seq SET UNLOGGED;
ALTER TABLE app.v SET UNLOGGED;
ALTER SEQUENCE app.v_id_seq SET LOGGED;
CREATE TABLE app.w (
  id integer GENERATED ALWAYS AS IDENTITY
);
ALTER SEQUENCE app.w_id_seq SET UNLOGGED;
COMMIT;
