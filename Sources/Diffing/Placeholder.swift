enum DiffingPlaceholder {}
