CREATE SCHEMA app;
CREATE SUBSCRIPTION sub_two CONNECTION 'host=far.example.com' PUBLICATION feed WITH (connect = false, streaming = off, slot_name = NONE, enabled = false);
