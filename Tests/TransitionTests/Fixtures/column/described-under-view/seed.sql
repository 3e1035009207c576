INSERT INTO app.p VALUES (1, 'x');
