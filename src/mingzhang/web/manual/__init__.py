"""帮助: the pages of the manual and of the rules, where they are needed."""
