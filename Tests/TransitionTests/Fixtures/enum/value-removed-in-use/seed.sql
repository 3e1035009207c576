INSERT INTO app.t VALUES ('a', '{a,b}'), ('b', NULL);
