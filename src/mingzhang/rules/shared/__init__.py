"""What rules of several folders need."""
