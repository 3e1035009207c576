SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TABLE app.a (
  id integer,
  b integer,
  CONSTRAINT a_pkey PRIMARY KEY (id)
);
CREATE TABLE app.b (
  id integer,
  c integer,
  CONSTRAINT b_pkey PRIMARY KEY (id)
);
ALTER TABLE app.a ADD CONSTRAINT a_b FOREIGN KEY (b) REFERENCES app.b(id);
CREATE TABLE app.c (
  id integer,
  a integer,
  me integer,
  CONSTRAINT c_pkey PRIMARY KEY (id)
);
ALTER TABLE app.b ADD CONSTRAINT b_c FOREIGN KEY (c) REFERENCES app.c(id);
ALTER TABLE app.c ADD CONSTRAINT c_a FOREIGN KEY (a) REFERENCES app.a(id);
ALTER TABLE app.c ADD CONSTRAINT c_me FOREIGN KEY (me) REFERENCES app.c(id);
COMMIT;
