SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER SEQUENCE app.numbers AS bigint INCREMENT BY 5 NO MINVALUE NO MAXVALUE START WITH 1 CACHE 10 CYCLE OWNED BY app.t.id;
COMMIT;
