INSERT INTO app.plans VALUES ('free', 'Free', 0, NULL), ('pro', 'Pro', 1.5, 'x');
