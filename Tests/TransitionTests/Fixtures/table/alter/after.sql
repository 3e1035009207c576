CREATE SCHEMA app;
CREATE UNLOGGED TABLE app.t (id bigint NOT NULL, n integer, s text) WITH (fillfactor=70);
