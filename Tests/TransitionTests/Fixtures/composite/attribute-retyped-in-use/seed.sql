INSERT INTO app.t VALUES (1, ROW(1, 'x'));
