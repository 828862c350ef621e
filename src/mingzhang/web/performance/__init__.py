"""绩效: projects of a year, their self-evaluation forms, panels of experts and what comes of them."""
