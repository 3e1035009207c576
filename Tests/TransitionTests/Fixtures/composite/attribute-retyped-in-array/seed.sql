INSERT INTO app.t VALUES (1, ARRAY[ROW(1, 'x')::app.c]);
