INSERT INTO app.t VALUES (1, 'ann'), (2, 'bob');
