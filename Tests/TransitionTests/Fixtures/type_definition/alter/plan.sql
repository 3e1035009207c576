SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TYPE app.word SET (RECEIVE = app.word_recv, SEND = app.word_send);
COMMIT;
