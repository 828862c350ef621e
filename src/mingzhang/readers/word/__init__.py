"""Word files, by their markup."""
