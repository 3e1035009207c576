SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
ALTER TABLE app.c DROP CONSTRAINT c_t;
ALTER TABLE app.t DROP CONSTRAINT t_pkey;
ALTER TABLE app.t ADD CONSTRAINT t_pkey PRIMARY KEY (id) INCLUDE (s);
ALTER TABLE app.c ADD CONSTRAINT c_t FOREIGN KEY (t) REFERENCES app.t(id);
CREATE VIEW app.v AS
SELECT t.id,
    t.s,
    count(*) AS n
   FROM app.t
  GROUP BY t.id;
COMMIT;
