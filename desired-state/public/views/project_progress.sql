SELECT p.id AS project_id, p.team_id, p.name,
  count(t.id) AS tasks,
  count(t.id) FILTER (WHERE t.status = 'done') AS done,
  count(t.id) FILTER (WHERE t.due_at < now() AND t.completed_at IS NULL) AS overdue
FROM public.projects p
LEFT JOIN public.tasks t ON t.project_id = p.id AND t.status <> 'cancelled'
WHERE p.archived_at IS NULL
GROUP BY p.id
