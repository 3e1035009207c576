CREATE SCHEMA app;
CREATE TEXT SEARCH CONFIGURATION app.words (COPY = simple);
CREATE TABLE app.t (id bigint, body text,
  words tsvector GENERATED ALWAYS AS (to_tsvector('app.words', body)) STORED);
CREATE INDEX t_body ON app.t USING gin (to_tsvector('app.words', body));
