CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);
CREATE VIEW app.v WITH (security_invoker=true) AS SELECT t.id, t.n, t.s FROM app.t WHERE t.n > 1 WITH LOCAL CHECK OPTION;
