INSERT INTO app.t VALUES (1, 10, 'one'), (2, 20, 'two');
INSERT INTO app.u VALUES (1, 1);
