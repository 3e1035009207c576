INSERT INTO app.t VALUES ('b', '{b,c}');
