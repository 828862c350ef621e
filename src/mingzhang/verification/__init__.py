"""Field verification 察访核验: campaigns, points, visits, problems and the look-back; no database."""
