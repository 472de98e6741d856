"""The plot of the curves, painted by one widget."""
