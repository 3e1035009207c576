CREATE SCHEMA app;
CREATE SUBSCRIPTION sub_alter CONNECTION 'postgresql://me:it%27s%20%5C%20secret@near.example.com/shop' PUBLICATION feed, more WITH (connect = false, slot_name = NONE, enabled = false, synchronous_commit = 'local', streaming = on);
