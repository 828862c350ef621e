"""PDF files, from characters and rulings to paragraphs and tables."""
