"""报送: versions of a document, what the check found, what the unit answers, who has to move next."""
