"""Notations over facts: an identity, a sentence or a table described once, to be read, checked and written."""
