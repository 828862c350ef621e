"""公开门户: what was published, as everybody sees it: figures, charts, the document, search, downloads."""
