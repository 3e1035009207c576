INSERT INTO app.t VALUES (1, ROW(5, 'x'));
