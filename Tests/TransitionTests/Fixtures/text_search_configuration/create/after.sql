CREATE SCHEMA app;
CREATE TEXT SEARCH CONFIGURATION app.c (COPY = english);
ALTER TEXT SEARCH CONFIGURATION app.c DROP MAPPING FOR url, email;
ALTER TEXT SEARCH CONFIGURATION app.c ALTER MAPPING FOR word, numword WITH german_stem, simple;
COMMENT ON TEXT SEARCH CONFIGURATION app.c IS 'Ours.';
ALTER TEXT SEARCH CONFIGURATION app.c OWNER TO ann;
CREATE TABLE app.t (id bigint, body text,
  words tsvector GENERATED ALWAYS AS (to_tsvector('app.c', body)) STORED);
CREATE INDEX t_body ON app.t USING gin (to_tsvector('app.c', body));
