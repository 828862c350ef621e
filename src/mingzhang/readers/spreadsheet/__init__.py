"""Workbooks of any maker, sheet by sheet."""
