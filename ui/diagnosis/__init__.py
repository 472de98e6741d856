"""What is wrong with a run, what may help, and what a remedy changed."""
