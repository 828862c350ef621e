"""A large district for the benches of the web application, and the clocks that walk its pages."""
