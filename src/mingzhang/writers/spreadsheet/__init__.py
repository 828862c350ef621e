"""Workbooks: the account as open tables, forms to fill in, the list of findings."""
