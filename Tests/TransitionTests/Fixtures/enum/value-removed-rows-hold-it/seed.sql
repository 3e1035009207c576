INSERT INTO app.t VALUES ('c', '{a,b}');
