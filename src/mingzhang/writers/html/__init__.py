"""Web pages: the report of a check, a document shown, a published account."""
