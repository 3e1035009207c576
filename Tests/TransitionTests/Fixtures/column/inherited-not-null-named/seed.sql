INSERT INTO app.c VALUES (1,'x');
