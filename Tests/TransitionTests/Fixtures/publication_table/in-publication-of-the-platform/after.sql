CREATE SCHEMA app;
CREATE TABLE app.t (id bigint PRIMARY KEY, n integer, s text);
CREATE TABLE app.u (id bigint PRIMARY KEY, n integer);
CREATE SCHEMA other; CREATE TABLE other.o (id bigint PRIMARY KEY);
CREATE PUBLICATION supabase_realtime FOR TABLE app.u (id), other.o;
