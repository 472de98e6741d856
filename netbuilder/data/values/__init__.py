"""What single values of a table mean: none, yes or no, numbers with something beside them, names of months."""
