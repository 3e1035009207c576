CREATE SCHEMA app;
CREATE TABLE app.t (id integer NOT NULL, f text NOT NULL) PARTITION BY LIST (f);
CREATE TABLE app.t1 PARTITION OF app.t FOR VALUES IN ('a');
CREATE UNIQUE INDEX t_f_id_key ON ONLY app.t (f, id);
CREATE UNIQUE INDEX t1_f_id_key ON app.t1 (f, id);
ALTER INDEX app.t_f_id_key ATTACH PARTITION app.t1_f_id_key;
ALTER TABLE app.t1 ADD CONSTRAINT t1_pkey PRIMARY KEY USING INDEX t1_f_id_key;
