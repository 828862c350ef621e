"""The bundled examples and the program that makes them."""
