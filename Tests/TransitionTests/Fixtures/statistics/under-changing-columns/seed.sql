INSERT INTO app.t VALUES (1, 2, 3, 'x');
