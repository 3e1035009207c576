INSERT INTO app.t VALUES ('one');
