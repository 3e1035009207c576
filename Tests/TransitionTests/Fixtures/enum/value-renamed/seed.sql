INSERT INTO app.doors VALUES (1, 'Shut down'); INSERT INTO app.kinds VALUES ('a', 'Shut down');
