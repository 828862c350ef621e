"""A document understood: everything a rule may ask, and the rules themselves."""
