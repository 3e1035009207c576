SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t OWNER TO bob;
GRANT INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON TABLE app.t TO bob;
GRANT SELECT ON TABLE app.t TO owning;
COMMIT;
