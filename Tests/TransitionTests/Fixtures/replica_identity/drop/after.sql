CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);ALTER TABLE app.t ADD PRIMARY KEY (id); CREATE UNIQUE INDEX t_u ON app.t (id);
