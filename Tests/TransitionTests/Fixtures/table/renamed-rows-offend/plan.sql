SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.far_old RENAME TO far;
ALTER TABLE app.old RENAME TO new;
ALTER TABLE app.new RENAME COLUMN was TO now;
ALTER TABLE app.new ADD COLUMN added integer NOT NULL;
ALTER TABLE app.new ALTER COLUMN n TYPE smallint USING n::smallint;
ALTER TABLE app.new ALTER COLUMN now SET NOT NULL;
ALTER TABLE app.new ADD CONSTRAINT one UNIQUE (n);
ALTER TABLE app.new ADD CONSTRAINT positive CHECK ((n > 0));
ALTER TABLE app.new ADD CONSTRAINT other FOREIGN KEY (other) REFERENCES app.far(id);
COMMIT;
