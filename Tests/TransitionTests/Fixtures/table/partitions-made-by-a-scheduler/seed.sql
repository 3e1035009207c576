INSERT INTO app.events VALUES ('2026-01-05', 'one'), ('2026-02-05', 'two');
