"""The causes of overfitting, each on a slider."""
