SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TEXT SEARCH DICTIONARY app.d (accept, stopwords = 'english');
ALTER TEXT SEARCH DICTIONARY app.d OWNER TO ann;
COMMIT;
