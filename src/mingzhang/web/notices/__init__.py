"""催报: who is reminded of what, by whom and when, in the application and by mail; the slips of the bureau."""
