INSERT INTO app.t VALUES (1, '{x,y}', '{true}'), (2, NULL, NULL);
