INSERT INTO app.t VALUES ('one', 'two', 'three');
