SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP TABLE app.q;
CREATE TABLE app.rest PARTITION OF app.p DEFAULT;
GRANT SELECT ON TABLE app.rest TO ann;
COMMIT;
