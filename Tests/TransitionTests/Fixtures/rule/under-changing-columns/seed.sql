INSERT INTO app.t VALUES (1, 10, 'one'), (2, 20, 'two');
INSERT INTO app.log VALUES (7, 'x');
