"""Text poured into legs: pieces that stay together, the rows that they take, pictures among the legs."""
