"""单位名录: the region, its departments and their units, and since when each has been there."""
