DECLARE
  invitation public.invitations;
BEGIN
  UPDATE public.invitations i
  SET accepted_at = now()
  WHERE i.token_hash = sha256(convert_to(token, 'UTF8'))
    AND i.accepted_at IS NULL
    AND i.expires_at > now()
    AND lower(i.email::text) = lower(auth.email())
  RETURNING * INTO invitation;
  IF invitation.id IS NULL THEN
    RAISE EXCEPTION 'this invitation is not open to you' USING ERRCODE = 'no_data_found';
  END IF;
  INSERT INTO public.memberships (team_id, user_id, role, invited_by)
  VALUES (invitation.team_id, auth.uid(), invitation.role, invitation.invited_by)
  ON CONFLICT (team_id, user_id) DO NOTHING;
  RETURN invitation.team_id;
END
