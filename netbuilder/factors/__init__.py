"""The overfitting factors, each on a slider."""
