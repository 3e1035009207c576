CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, a text[], b boolean[] DEFAULT '{true}');
