"""察访核验: campaigns in two phases, visits with photographs, problems and what units do about them."""
