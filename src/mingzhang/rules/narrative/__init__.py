"""Rules on what the text says of the figures."""
