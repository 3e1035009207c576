SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TYPE app.state RENAME VALUE 'Shut down' TO 'closed';
COMMIT;
