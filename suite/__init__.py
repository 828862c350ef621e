"""The public suite of planted errors: documents with exactly one fault each, and a scorer for any tool."""
