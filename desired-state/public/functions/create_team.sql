DECLARE
  me uuid := auth.uid();
  team uuid;
BEGIN
  IF me IS NULL THEN
    RAISE EXCEPTION 'sign in first' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.teams (name, slug, plan_id, created_by)
  VALUES (
    create_team.name,
    create_team.slug,
    (SELECT p.id FROM public.plans p WHERE p.is_listed ORDER BY p.price, p.id LIMIT 1),
    me
  )
  RETURNING id INTO team;
  INSERT INTO public.memberships (team_id, user_id, role)
  VALUES (team, me, 'owner');
  RETURN team;
END
