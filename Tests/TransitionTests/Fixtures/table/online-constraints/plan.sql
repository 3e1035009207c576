SET check_function_bodies = off;
SET search_path = public;

-- no strong lock is held for long
BEGIN;
ALTER TABLE app.t ADD CONSTRAINT t_name__plumb_old CHECK (name IS NOT NULL) NOT VALID;
ALTER TABLE app.t ADD CONSTRAINT t_o FOREIGN KEY (o) REFERENCES app.o(id) ON DELETE CASCADE NOT VALID;
COMMIT;

-- no strong lock is held for long
BEGIN;
ALTER TABLE app.t VALIDATE CONSTRAINT t_name__plumb_old;
COMMIT;

-- no strong lock is held for long
BEGIN;
ALTER TABLE app.t ALTER COLUMN name SET NOT NULL;
ALTER TABLE app.t DROP CONSTRAINT t_name__plumb_old;
COMMIT;

-- no strong lock is held for long
DROP INDEX CONCURRENTLY IF EXISTS app.t_pkey;
CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON app.t (id);

-- no strong lock is held for long
BEGIN;
ALTER TABLE app.t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;
COMMIT;

-- no strong lock is held for long
DROP INDEX CONCURRENTLY IF EXISTS app.t_name;
CREATE UNIQUE INDEX CONCURRENTLY t_name ON app.t (name) INCLUDE (o) NULLS NOT DISTINCT;

-- no strong lock is held for long
BEGIN;
ALTER TABLE app.t ADD CONSTRAINT t_name UNIQUE USING INDEX t_name DEFERRABLE;
COMMIT;

-- no strong lock is held for long
BEGIN;
ALTER TABLE app.t ADD CONSTRAINT t_filled CHECK ((name <> ''::text)) NOT VALID;
COMMIT;

-- no strong lock is held for long
BEGIN;
ALTER TABLE app.t VALIDATE CONSTRAINT t_filled;
COMMIT;

-- no strong lock is held for long
BEGIN;
ALTER TABLE app.t VALIDATE CONSTRAINT t_o;
COMMIT;

-- no strong lock is held for long
BEGIN;
COMMENT ON CONSTRAINT t_o ON app.t IS 'To o.';
COMMIT;
