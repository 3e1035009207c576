INSERT INTO app.t VALUES ('b'), ('d');
