INSERT INTO app.t VALUES (7, true, 7, 7);
