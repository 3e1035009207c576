enum ManifestLoadingPlaceholder {}
