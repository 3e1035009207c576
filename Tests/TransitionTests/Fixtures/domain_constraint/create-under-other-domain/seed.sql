INSERT INTO app.t VALUES ('good'), (NULL), ('');
INSERT INTO app.p VALUES (1, ''), (1, 'good');
