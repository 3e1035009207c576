CREATE SCHEMA app;
CREATE TABLE app.todos (id bigint CONSTRAINT t_pkey PRIMARY KEY, n integer, note text);
CREATE TABLE app.u (id bigint PRIMARY KEY, n integer);
CREATE PUBLICATION feed FOR TABLE app.todos (id, note) WHERE (id > 5);
