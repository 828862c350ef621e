"""Rules on names, units, years and leftovers in the text."""
