"""Supervision 督查: matters from registration to filing, their notices, lights, statistics; no database."""
