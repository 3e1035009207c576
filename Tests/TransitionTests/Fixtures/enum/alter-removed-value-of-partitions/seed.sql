INSERT INTO app.p VALUES (1, 'a'), (2, 'b');
