"""The ways in which an item can be set: for each number of columns, the heights at which it fits."""
