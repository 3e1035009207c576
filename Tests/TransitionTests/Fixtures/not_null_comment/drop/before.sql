CREATE SCHEMA app;
CREATE TABLE app.t (id bigint PRIMARY KEY, n integer CONSTRAINT filled NOT NULL, s text NOT NULL);
CREATE TABLE app.c () INHERITS (app.t);
COMMENT ON CONSTRAINT filled ON app.t IS 'given';
COMMENT ON CONSTRAINT t_s_not_null ON app.t IS 'gone';
COMMENT ON CONSTRAINT filled ON app.c IS 'given here';
