"""A floorplan that fills one page: a tree of cuts, what it costs, annealing over trees."""
