enum ObjectKindsPlaceholder {}
