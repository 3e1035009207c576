CREATE SCHEMA app;
CREATE SUBSCRIPTION sub_old CONNECTION 'host=far.example.com password=secret' PUBLICATION feed WITH (connect = false, streaming = off, slot_name = NONE, enabled = false);
