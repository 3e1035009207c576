INSERT INTO app.p VALUES (1, 1), (11, 2);
