INSERT INTO app.t VALUES ('{}', '40000', '1');
