CREATE SCHEMA app;
CREATE TABLE app.t (
  a integer NOT NULL, b integer,
  CONSTRAINT t_pkey PRIMARY KEY (a),
  CONSTRAINT u UNIQUE (b),
  CONSTRAINT f FOREIGN KEY (b) REFERENCES app.t (a)
);
