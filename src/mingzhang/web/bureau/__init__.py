"""汇总: all units' findings by rule and kind, repeat offenders, totals over units, year against year."""
