"""后台: the workers that do what takes long, who of them is alive, and what one that was killed left behind."""
