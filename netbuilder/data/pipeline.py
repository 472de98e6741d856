"""From loaded rows to what the network sees: split, limit, normalise. Contract; see the functions."""
