"""Word files: written anew, commented, or corrected as tracked changes."""
