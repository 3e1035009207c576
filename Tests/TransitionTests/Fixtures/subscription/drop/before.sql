CREATE SCHEMA app;
CREATE SUBSCRIPTION sub_drop CONNECTION 'host=far.example.com dbname=shop' PUBLICATION feed WITH (connect = false, streaming = off, slot_name = 'a_slot', enabled = false);
