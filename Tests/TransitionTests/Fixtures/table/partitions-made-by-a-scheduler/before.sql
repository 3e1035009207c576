CREATE SCHEMA app;
CREATE TABLE app.events (day date NOT NULL, s text) PARTITION BY RANGE (day);
CREATE TABLE app.events_p2026_01 PARTITION OF app.events
  FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE app.events_p2026_02 PARTITION OF app.events
  FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
CREATE TABLE app.unknown (x integer);
