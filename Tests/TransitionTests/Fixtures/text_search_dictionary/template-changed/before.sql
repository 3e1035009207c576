CREATE SCHEMA app;
CREATE TEXT SEARCH DICTIONARY app.d (TEMPLATE = simple);
COMMENT ON TEXT SEARCH DICTIONARY app.d IS 'Stays.';
CREATE TEXT SEARCH CONFIGURATION app.c (COPY = english);
ALTER TEXT SEARCH CONFIGURATION app.c ALTER MAPPING FOR word WITH app.d, simple;
CREATE TABLE app.t (id bigint, body text,
  words tsvector GENERATED ALWAYS AS (to_tsvector('app.c', body)) STORED);
CREATE INDEX t_body ON app.t USING gin (to_tsvector('app.c', body));
