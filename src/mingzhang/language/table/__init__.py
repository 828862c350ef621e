"""Tables described once: written, read and bound by line name and column head."""
