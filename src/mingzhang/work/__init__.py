"""The verbs: read, check, explain, compose; each takes files or facts and gives results to show."""
