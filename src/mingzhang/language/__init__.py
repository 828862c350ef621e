"""Notations over facts: identities, sentences and tables, described once, to be read, checked, written."""
