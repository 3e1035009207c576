INSERT INTO app.t VALUES ('abc');
