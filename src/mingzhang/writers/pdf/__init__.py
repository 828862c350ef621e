"""PDF files: set anew, or marked where findings stand."""
