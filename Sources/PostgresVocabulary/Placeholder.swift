enum PostgresVocabularyPlaceholder {}
