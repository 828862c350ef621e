"""Characters, figures and words: what a string says before anybody knows what it is about."""
