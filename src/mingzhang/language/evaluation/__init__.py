"""Tables of performance evaluation: forms, score tables and indicator systems."""
