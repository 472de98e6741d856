"""How the commands talk to a terminal: arguments, output, progress and signals."""
