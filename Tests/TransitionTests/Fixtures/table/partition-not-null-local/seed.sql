INSERT INTO app.p VALUES (1, 'x', 1), (2, 'y', 3);
