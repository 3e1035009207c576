SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t OWNER TO ann;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON TABLE app.t FROM ann;
GRANT DELETE ON TABLE app.t TO owning;
COMMIT;
