"""Performance of projects: register, scores, forms, evaluation reports, and their part of the account."""
