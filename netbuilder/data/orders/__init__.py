"""Categories that have an order: the scales that are known, and how texts are found on them."""
