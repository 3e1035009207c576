INSERT INTO app.t VALUES (1, '{a,b}'), (2, NULL), (3, ' {}');
