"""Sweeps: an experiment at each of several values of one hyperparameter."""
