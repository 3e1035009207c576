INSERT INTO app.t VALUES (1, '2030-01-31', '{1}'), (2, 'soon', '{2}'), (3, NULL, NULL);
