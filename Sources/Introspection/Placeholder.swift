enum IntrospectionPlaceholder {}
