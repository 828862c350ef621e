"""Rules on self-evaluations and evaluation reports of projects."""
