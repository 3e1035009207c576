DECLARE
  wanted text := regexp_replace(
    split_part(coalesce(new.email, ''), '@', 1), '[^A-Za-z0-9_]', '', 'g'
  );
BEGIN
  -- What people write of themselves is shown, and never decides what they may do.
  INSERT INTO public.profiles (id, handle, display_name)
  VALUES (
    new.id,
    left(wanted, 20) || '_' || left(replace(new.id::text, '-', ''), 8),
    coalesce(
      nullif(left(btrim(new.raw_user_meta_data ->> 'full_name'), 80), ''),
      nullif(left(wanted, 80), ''),
      'New teammate'
    )
  )
  ON CONFLICT (id) DO NOTHING;
  RETURN new;
END
