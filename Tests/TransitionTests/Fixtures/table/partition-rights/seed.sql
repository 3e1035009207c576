INSERT INTO app.p VALUES (1, 'ann');
