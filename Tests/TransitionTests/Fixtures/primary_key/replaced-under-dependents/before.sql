CREATE SCHEMA app;
CREATE TABLE app.t (id integer NOT NULL, s text); CREATE TABLE app.c (t integer); ALTER TABLE app.t ADD CONSTRAINT t_pkey PRIMARY KEY (id); ALTER TABLE app.c ADD CONSTRAINT c_t FOREIGN KEY (t) REFERENCES app.t; CREATE VIEW app.v AS SELECT t.id, t.s, count(*) AS n FROM app.t GROUP BY t.id;
