CREATE SCHEMA app;
CREATE TEXT SEARCH CONFIGURATION app.c (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION app.c ADD MAPPING FOR asciiword WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION app.c ADD MAPPING FOR word, int WITH german_stem, simple;
ALTER TEXT SEARCH CONFIGURATION app.c OWNER TO ann;
CREATE TABLE app.t (id bigint, body text,
  words tsvector GENERATED ALWAYS AS (to_tsvector('app.c', body)) STORED);
CREATE INDEX t_body ON app.t USING gin (to_tsvector('app.c', body));
