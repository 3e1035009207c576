INSERT INTO app.t (s) VALUES ('a'), ('b');
