CREATE SCHEMA app;
CREATE TEXT SEARCH CONFIGURATION app.c (COPY = simple);
CREATE TABLE app.t (id bigint, body text,
  words tsvector GENERATED ALWAYS AS (to_tsvector('app.c', body)) STORED);
CREATE INDEX t_body ON app.t USING gin (to_tsvector('app.c', body));
