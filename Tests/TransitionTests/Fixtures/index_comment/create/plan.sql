SET check_function_bodies = off;
SET search_path = public;

BEGIN;
COMMENT ON INDEX app.t_n_key IS 'by n';
COMMENT ON INDEX app.t_pkey IS 'by number';
COMMENT ON INDEX app.t_span_excl IS 'apart';
COMMENT ON CONSTRAINT t_n_key ON app.t IS 'one n';
COMMIT;
