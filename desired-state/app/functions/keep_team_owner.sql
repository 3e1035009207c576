BEGIN
  IF EXISTS (SELECT FROM public.teams t WHERE t.id = old.team_id)
    AND NOT EXISTS (
      SELECT FROM public.memberships m
      WHERE m.team_id = old.team_id AND m.role = 'owner'
    )
  THEN
    RAISE EXCEPTION 'a team needs an owner'
      USING ERRCODE = 'check_violation',
        HINT = 'Make another member the owner first, or delete the team.';
  END IF;
  RETURN NULL;
END
