enum AuthSettingsPlaceholder {}
