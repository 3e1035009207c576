SELECT p.schemaname::text, p.tablename::text, p.policyname::text, p.permissive = 'PERMISSIVE',
  p.roles::text[], p.cmd, p.qual, p.with_check
FROM pg_catalog.pg_policies p
ORDER BY 1, 2, 3
