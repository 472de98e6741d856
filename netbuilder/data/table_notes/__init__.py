"""What a user should know of a table before training, found out from what it holds."""
