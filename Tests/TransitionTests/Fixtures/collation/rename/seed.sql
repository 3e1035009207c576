INSERT INTO app.t VALUES ('one', 'p', 1), ('two', 'q', 2);
INSERT INTO app.r VALUES ('one');
INSERT INTO app.p VALUES (1, 'x');
