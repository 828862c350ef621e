"""Identities between facts: formulas read, completed and apportioned."""
