SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER FOREIGN TABLE app.c NO INHERIT app.i;
ALTER TABLE app.p DETACH PARTITION app.b;
ALTER TABLE app.p ATTACH PARTITION app.a FOR VALUES FROM ('1') TO ('10');
COMMIT;
