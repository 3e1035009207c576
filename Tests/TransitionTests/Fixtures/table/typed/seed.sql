INSERT INTO app.plain VALUES (1, 'x'); INSERT INTO app.freed VALUES (1, 'x'); INSERT INTO app.other VALUES (1, 'x');
