"""Satisfaction surveys: questionnaires, returns, weights, estimates with their errors, reports.

Pure calculation, without database. What it needs beyond the bare install is the extra ``survey``; each
library stands behind one module: svy behind ``weights``, pyxform behind ``xlsform``, pyreadstat behind
``sav``, cryptography behind ``contacts``. Estimates are floats: they carry an error many orders above that
of a float, and are rounded where they are printed.
"""
