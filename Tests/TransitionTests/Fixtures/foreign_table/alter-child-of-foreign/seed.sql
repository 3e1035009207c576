INSERT INTO app.joins VALUES (1); INSERT INTO app.leaves VALUES (1, 'far', 'own');
