"""Rules on the figures of the tables: within one, between them, by code and by year."""
