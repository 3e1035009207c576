CREATE SCHEMA app;
CREATE SUBSCRIPTION sub_alter CONNECTION 'host=far.example.com dbname=shop' PUBLICATION feed WITH (connect = false, streaming = off, slot_name = 'a_slot', enabled = false);
