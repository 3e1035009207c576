INSERT INTO app.t (s) SELECT 'row ' || n FROM generate_series(1, 41) n;
SELECT nextval('app.numbers') FROM generate_series(1, 7);
