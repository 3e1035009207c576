CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);CREATE INDEX a ON app.t (n); COMMENT ON INDEX app.a IS 'x'; CREATE INDEX k ON app.t (s);
