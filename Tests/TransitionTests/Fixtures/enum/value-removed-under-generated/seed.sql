INSERT INTO app.t (x) VALUES ('b'), ('c');
