"""公开季: a year, the documents that are due, and how far every unit is."""
