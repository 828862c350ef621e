"""Rules on parts, sections, tables and contents of a document."""
