INSERT INTO app.t (s) VALUES ('a'), ('b');
DELETE FROM app.t;
