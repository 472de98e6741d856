"""The drawing as code: shown, and exported as a script."""
