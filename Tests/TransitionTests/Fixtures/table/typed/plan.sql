SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.other NOT OF;
ALTER TABLE app.freed NOT OF;
CREATE TYPE app.co AS (a integer, b text);
ALTER TYPE app.ct ADD ATTRIBUTE c date CASCADE;
ALTER TABLE app.made ALTER COLUMN b DROP NOT NULL;
ALTER TABLE app.made ALTER COLUMN c SET NOT NULL;
ALTER TABLE app.made ALTER COLUMN b SET DEFAULT 'y'::text;
CREATE TABLE app.new OF app.ct;
ALTER TABLE app.new ALTER COLUMN a SET DEFAULT 3;
ALTER TABLE app.new ADD CONSTRAINT new_b_key UNIQUE (b);
COMMENT ON COLUMN app.new.a IS 'first';
ALTER TABLE app.other OF app.co;
ALTER TABLE app.plain ADD COLUMN c date;
ALTER TABLE app.plain OF app.ct;
COMMIT;
