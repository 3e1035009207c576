enum ObjectModelPlaceholder {}
