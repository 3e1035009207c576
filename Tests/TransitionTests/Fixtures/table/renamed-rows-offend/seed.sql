INSERT INTO app.old VALUES (1, -1, NULL, 7), (2, -1, 'x', NULL); INSERT INTO app.far_old VALUES (6);
