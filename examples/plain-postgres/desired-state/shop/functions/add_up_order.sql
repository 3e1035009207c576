DECLARE
  changed record := CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
BEGIN
  UPDATE shop.orders o
  SET total = coalesce(
    (
      SELECT sum(i.line_total)
      FROM shop.order_items i
      WHERE i.order_id = o.id AND i.placed_on = o.placed_on
    ),
    0
  )
  WHERE o.id = changed.order_id AND o.placed_on = changed.placed_on;
  RETURN NULL;
END
