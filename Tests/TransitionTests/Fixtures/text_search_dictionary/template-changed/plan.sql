SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP INDEX app.t_body;
ALTER TABLE app.t DROP COLUMN words;
DROP TEXT SEARCH CONFIGURATION app.c;
DROP TEXT SEARCH DICTIONARY app.d;
CREATE TEXT SEARCH DICTIONARY app.d (
  TEMPLATE = snowball,
  language = 'german'
);
COMMENT ON TEXT SEARCH DICTIONARY app.d IS 'Stays.';
CREATE TEXT SEARCH CONFIGURATION app.c (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION app.c
  ADD MAPPING FOR asciihword, asciiword, hword, hword_asciipart, hword_part WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION app.c
  ADD MAPPING FOR email, file, "float", host, hword_numpart, "int", numhword, numword, sfloat, uint, url, url_path, version WITH simple;
ALTER TEXT SEARCH CONFIGURATION app.c
  ADD MAPPING FOR word WITH app.d, simple;
ALTER TABLE app.t ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('app.c'::regconfig, body)) STORED;
CREATE INDEX t_body ON app.t USING gin (to_tsvector('app.c'::regconfig, body));
COMMIT;
