"""The workbooks that people fill in, described once."""
