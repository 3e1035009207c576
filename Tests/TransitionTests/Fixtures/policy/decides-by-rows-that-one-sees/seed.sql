INSERT INTO app.t VALUES (1, 'ann'), (2, 'bob');
INSERT INTO app.bans VALUES ('bob');
INSERT INTO app.members VALUES ('ann');
