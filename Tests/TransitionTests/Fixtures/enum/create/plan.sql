SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TYPE app.mood AS ENUM ('sad', 'it''s ok');
COMMIT;
