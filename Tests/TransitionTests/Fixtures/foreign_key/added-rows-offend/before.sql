CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);ALTER TABLE app.t ADD PRIMARY KEY (id); CREATE TABLE app.c (t bigint);
