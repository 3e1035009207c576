SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TEXT SEARCH DICTIONARY app.d (
  TEMPLATE = snowball,
  language = 'german',
  stopwords = 'german'
);
ALTER TEXT SEARCH DICTIONARY app.d OWNER TO ann;
COMMENT ON TEXT SEARCH DICTIONARY app.d IS 'German words.';
CREATE TEXT SEARCH CONFIGURATION app.c (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION app.c
  ADD MAPPING FOR asciihword, asciiword, hword, hword_asciipart, hword_part WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION app.c
  ADD MAPPING FOR email, file, "float", host, hword_numpart, "int", numhword, numword, sfloat, uint, url, url_path, version WITH simple;
ALTER TEXT SEARCH CONFIGURATION app.c
  ADD MAPPING FOR word WITH app.d, simple;
COMMIT;
