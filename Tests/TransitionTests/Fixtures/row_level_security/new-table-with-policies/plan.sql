SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TABLE app.t (
  id bigint NOT NULL,
  n integer,
  s text
);
ALTER TABLE app.t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.t
  FOR SELECT
  TO ann
  USING ((n > 1));
GRANT SELECT ON TABLE app.t TO ann;
COMMIT;
