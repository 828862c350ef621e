"""Supervision 督查 on the web: one register of matters, the office that runs it, the units that answer."""
