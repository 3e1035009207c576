CREATE SCHEMA app;
CREATE TABLE app.t (n integer CONSTRAINT filled NOT NULL);
COMMENT ON CONSTRAINT filled ON app.t IS 'given';
