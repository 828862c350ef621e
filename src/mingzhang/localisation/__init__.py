"""Which printed number is wrong, with proof: constraints, conflicts, smallest explanations, mechanisms."""
