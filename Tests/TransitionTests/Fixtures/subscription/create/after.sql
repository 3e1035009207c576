CREATE SCHEMA app;
CREATE SUBSCRIPTION sub_create CONNECTION 'host=far.example.com dbname=shop password=''it\''s \\ secret''' PUBLICATION feed, "Other feed" WITH (connect = false, slot_name = 'a_slot', enabled = false, binary = true, disable_on_error = true, streaming = on);
COMMENT ON SUBSCRIPTION sub_create IS 'From the shop.';
