"""审核: remarks of reviewers, the notice that goes back with a version, the same move for many at once."""
