CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, a timestamp with time zone, b date[]);
