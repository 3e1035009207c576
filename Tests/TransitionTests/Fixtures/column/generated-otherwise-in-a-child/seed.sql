INSERT INTO app.c (a) VALUES (1);
