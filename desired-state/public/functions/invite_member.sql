DECLARE
  token text := gen_random_uuid();
BEGIN
  IF NOT app.has_team_role(team, 'admin')
    OR (role >= 'admin' AND NOT app.has_team_role(team, 'owner'))
  THEN
    RAISE EXCEPTION 'only admins invite, and only owners invite admins'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.invitations (team_id, email, role, token_hash)
  VALUES (team, invite_member.email, invite_member.role, sha256(convert_to(token, 'UTF8')));
  RETURN token;
END
