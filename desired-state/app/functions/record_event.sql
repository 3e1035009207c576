DECLARE
  old_row jsonb := CASE WHEN tg_op <> 'INSERT' THEN to_jsonb(old) END;
  new_row jsonb := CASE WHEN tg_op <> 'DELETE' THEN to_jsonb(new) END;
BEGIN
  INSERT INTO audit.events (actor_id, team_id, table_name, action, old_row, new_row)
  VALUES (
    auth.uid(),
    (coalesce(new_row, old_row) ->> tg_argv[0])::uuid,
    tg_table_name,
    lower(tg_op),
    old_row - 'search',
    new_row - 'search'
  );
  RETURN NULL;
END
