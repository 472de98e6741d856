"""The diagnosis: what the curves of a run say, by stated rules."""
