SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TEXT SEARCH CONFIGURATION app.c (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION app.c
  ADD MAPPING FOR asciihword, asciiword, hword, hword_asciipart, hword_part WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION app.c
  ADD MAPPING FOR file, "float", host, hword_numpart, "int", numhword, sfloat, uint, url_path, version WITH simple;
ALTER TEXT SEARCH CONFIGURATION app.c
  ADD MAPPING FOR numword, word WITH german_stem, simple;
ALTER TEXT SEARCH CONFIGURATION app.c OWNER TO ann;
COMMENT ON TEXT SEARCH CONFIGURATION app.c IS 'Ours.';
ALTER TABLE app.t ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('app.c'::regconfig, body)) STORED;
CREATE INDEX t_body ON app.t USING gin (to_tsvector('app.c'::regconfig, body));
COMMIT;
