"""Sentences described once: written by an outline, read as phrases and claims."""
