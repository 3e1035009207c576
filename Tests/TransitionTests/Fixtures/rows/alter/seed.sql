INSERT INTO app.plans VALUES ('free', 'Free', 0, 'kept'), ('pro', 'Professional', 9.5, 'kept'),
  ('old', 'Old', 1, NULL);
