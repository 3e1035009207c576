CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);ALTER TABLE app.t ADD PRIMARY KEY (id); COMMENT ON CONSTRAINT t_pkey ON app.t IS 'the key';
