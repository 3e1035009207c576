INSERT INTO app.levels VALUES ('a', 'First'), ('b', 'Second');
